// A message as Discord draws it.

import { controls } from "./controls.js";
import { h, link } from "./dom.js";
import { embed, pictureAddress } from "./embed.js";
import { blocks } from "./markdown.js";
import { face } from "./people.js";
import { stamp, written } from "./time.js";

const CROSSPOSTED = 1 << 1;
const EMBEDS_SUPPRESSED = 1 << 2;
const TOGETHER_MILLIS = 7 * 60 * 1000;

export const nameOf = (author) => author?.global_name ?? author?.username ?? "unknown";

/** Whether it goes on where the one before it stopped, without a face and name of its own. */
export function goesOn(view, before) {
  if (!before || view.onlyFor || before.onlyFor || view.json.interaction_metadata) return false;
  const gap = new Date(view.json.timestamp) - new Date(before.json.timestamp);
  return view.json.author.id === before.json.author.id && gap < TOGETHER_MILLIS;
}

export function message(view, { together, onDismiss }) {
  const json = view.json;
  const cause = json.interaction_metadata;
  const date = new Date(json.timestamp);
  const classes = ["message", together && "together", view.onlyFor && "private", view.thinking && "thinking", cause && "answer"];
  return h(
    "article",
    { class: classes.filter(Boolean).join(" "), "data-id": view.id, tabindex: "-1" },
    cause ? reply(cause) : null,
    together
      ? h("time", { class: "aside-time", datetime: date.toISOString(), title: written(date, "F"), "aria-hidden": "true" }, written(date, "t"))
      : h("div", { class: "message-face" }, face(json.author.id, nameOf(json.author))),
    h("div", { class: "message-body" }, together ? null : head(view, date), view.thinking ? thinking(json.author) : body(view), view.onlyFor ? onlyYou(view, onDismiss) : null),
  );
}

function reply(cause) {
  const name = nameOf(cause.user);
  const what = cause.name ? `/${cause.name}` : "a button";
  return h(
    "div",
    { class: "reply" },
    h("span", { class: "reply-line", "aria-hidden": "true" }),
    face(cause.user.id, name, false),
    h("span", { class: "reply-name" }, name),
    " used ",
    h("span", { class: "reply-command" }, what),
  );
}

function head(view, date) {
  const json = view.json;
  return h(
    "div",
    { class: "message-head" },
    h("span", { class: json.author.bot ? "author bot" : "author" }, json.author.bot ? view.author : nameOf(json.author)),
    json.author.bot ? h("span", { class: "app" }, "APP") : null,
    h("time", { datetime: date.toISOString(), title: written(date, "F") }, stamp(date)),
    (json.flags & CROSSPOSTED) === 0 ? null : h("span", { class: "edited" }, " Published"),
  );
}

const thinking = (author) =>
  h("div", { class: "thinking-line" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), `${nameOf(author)} is thinking…`);

function body(view) {
  const json = view.json;
  const edited = json.edited_timestamp
    ? h("span", { class: "edited", title: written(new Date(json.edited_timestamp), "F") }, "(edited)")
    : null;
  const content = json.content ? h("div", { class: "content markdown" }, blocks(json.content), edited) : null;
  return [
    content,
    (json.flags & EMBEDS_SUPPRESSED) === 0 ? (json.embeds ?? []).map(embed) : null,
    attachments(json),
    controls(view),
    content === null && edited !== null ? h("div", { class: "content" }, edited) : null,
  ];
}

function attachments(json) {
  const shown = new Set((json.embeds ?? []).flatMap((one) => [one.image?.url, one.thumbnail?.url]));
  const files = (json.attachments ?? []).filter((file) => !shown.has(file.url));
  if (files.length === 0) return null;
  return h(
    "div",
    { class: "attachments" },
    files.map((file) => {
      const src = pictureAddress(file.url);
      const isPicture = src !== null && /\.(png|jpe?g|gif|webp)$/i.test(file.filename);
      if (isPicture) return h("img", { class: "attachment", src, alt: file.description ?? file.filename, loading: "lazy" });
      return h("div", { class: "file" }, link(file.url, file.filename), h("span", {}, ` ${Math.ceil((file.size ?? 0) / 1024)} KB`));
    }),
  );
}

function onlyYou(view, onDismiss) {
  return h(
    "div",
    { class: "only-you" },
    h("span", { "aria-hidden": "true" }, "👁 "),
    "Only you can see this · ",
    h("button", { type: "button", class: "link-button", onclick: () => onDismiss(view.id) }, "Dismiss message"),
  );
}
