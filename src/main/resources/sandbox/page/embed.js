// An embed as Discord draws it, and where its pictures come from.

import { h, link } from "./dom.js";
import { blocks, inline } from "./markdown.js";
import { state } from "./state.js";
import { stamp, written } from "./time.js";

/** The same picture under this page's own address; null for one from anywhere else, which is not loaded. */
export function pictureAddress(url) {
  const about = state.about;
  if (typeof url !== "string" || about === null) return null;
  for (const [base, own] of [[about.siteUrl, "/pictures/"], [about.filesUrl, "/attachments/"]]) {
    if (url.startsWith(base)) return own + url.slice(base.length).split(/[?#]/)[0];
  }
  return null;
}

function picture(url, properties) {
  const src = pictureAddress(url);
  if (src !== null) return h("img", { src, loading: "lazy", decoding: "async", ...properties });
  return url ? h("span", { class: `${properties.class ?? ""} absent`, title: url }, "picture from elsewhere") : null;
}

export function embed(json) {
  const node = h(
    "div",
    { class: json.thumbnail?.url ? "embed with-thumbnail" : "embed" },
    h("div", { class: "embed-text" }, author(json.author), title(json), description(json), fields(json.fields ?? [])),
    json.thumbnail?.url ? picture(json.thumbnail.url, { class: "thumbnail", alt: json.thumbnail.description ?? "", width: "80", height: "80" }) : null,
    json.image?.url ? picture(json.image.url, { class: "embed-image", alt: json.image.description ?? "Picture" }) : null,
    footer(json),
  );
  if (Number.isInteger(json.color)) node.style.borderLeftColor = `#${json.color.toString(16).padStart(6, "0")}`;
  return node;
}

function author(json) {
  if (!json?.name) return null;
  const name = json.url ? link(json.url, json.name) : h("span", {}, json.name);
  return h("div", { class: "embed-author" }, json.icon_url ? picture(json.icon_url, { class: "author-icon", alt: "", width: "24", height: "24" }) : null, name);
}

function title(json) {
  if (!json.title) return null;
  return h("div", { class: "embed-title" }, json.url ? link(json.url, inline(json.title)) : h("span", {}, inline(json.title)));
}

const description = (json) => (json.description ? h("div", { class: "embed-description markdown" }, blocks(json.description)) : null);

function fields(list) {
  if (list.length === 0) return null;
  return h(
    "dl",
    { class: "fields" },
    list.map((field) =>
      h(
        "div",
        { class: field.inline ? "field inline" : "field" },
        h("dt", {}, inline(field.name)),
        h("dd", { class: "markdown" }, blocks(field.value)),
      ),
    ),
  );
}

function footer(json) {
  if (!json.footer?.text && !json.timestamp) return null;
  const date = json.timestamp ? new Date(json.timestamp) : null;
  const time = date && h("time", { datetime: date.toISOString(), title: written(date, "F") }, stamp(date));
  return h(
    "div",
    { class: "embed-footer" },
    json.footer?.icon_url ? picture(json.footer.icon_url, { class: "footer-icon", alt: "", width: "20", height: "20" }) : null,
    h("span", {}, json.footer?.text ?? null, json.footer?.text && time ? h("span", { class: "dot", "aria-hidden": "true" }, " • ") : null, time),
  );
}
