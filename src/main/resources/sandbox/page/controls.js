// Buttons and menus below a message.

import { post } from "./api.js";
import { busy, h, link } from "./dom.js";
import { state } from "./state.js";

const BUTTON = 2;
const TEXT_MENU = 3;
const LINK_STYLE = 5;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };

/** Waits for the bot's first sign of life, as Discord's client does, and says so when there is none. */
export async function interact(path, request) {
  const answer = await post(path, { ...request, member: state.me, wait: "4s", acknowledged: true });
  if (answer.progress === "WAITING" || answer.progress === "FAILED") {
    throw new Error("Cheevo Herald did not respond. Is it running?");
  }
  return answer;
}

export function controls(view) {
  const rows = view.json.components ?? [];
  if (rows.length === 0) return null;
  return rows.map((row) => h("div", { class: "controls" }, (row.components ?? []).map((one) => control(view, one))));
}

function control(view, json) {
  if (json.type === BUTTON && json.style === LINK_STYLE) return link(json.url, h("span", { class: "button secondary" }, words(json), " ↗"));
  if (json.type === BUTTON) return button(view, json);
  return json.type === TEXT_MENU ? menu(view, json) : h("span", { class: "button secondary" }, "a control that the sandbox cannot draw");
}

const words = (json) => [json.emoji?.name, json.label].filter(Boolean).join(" ");

function button(view, json) {
  const node = h("button", { type: "button", class: `button ${STYLES[json.style] ?? "secondary"}`, disabled: json.disabled === true }, words(json));
  node.addEventListener("click", () => busy(node, () => interact("discord/click", { message: view.id, button: json.custom_id })));
  return node;
}

function menu(view, json) {
  const several = (json.max_values ?? 1) > 1;
  const options = (json.options ?? []).map((option) =>
    h("option", { value: option.value, selected: option.default === true }, option.description ? `${option.label} – ${option.description}` : option.label),
  );
  const placeholder = json.placeholder ?? "Make a selection";
  const node = h("select", { class: "menu", "aria-label": placeholder, disabled: json.disabled === true, multiple: several }, options);
  if (!several && !options.some((option) => option.selected)) {
    node.prepend(h("option", { value: "", selected: true, disabled: true }, placeholder));
  }
  node.addEventListener("change", () => {
    const values = [...node.selectedOptions].map((option) => option.value);
    busy(node, () => interact("discord/select", { message: view.id, menu: json.custom_id, values }));
  });
  return node;
}
