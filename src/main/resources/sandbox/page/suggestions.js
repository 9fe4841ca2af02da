// A text box with suggestions: the combobox of the ARIA practices, one list for all of them.

import { byId, fill, h } from "./dom.js";

const WAIT_MILLIS = 150;
const MOST = 25;

let owner = null;
let items = [];
let active = -1;

const list = () => byId("suggestions");

/**
 * Suggests while the reader types.
 *
 * find: gives the items for a text, at once or later; pick: takes the chosen one; slow: whether the bot is asked, so
 * that it is not asked at every key.
 */
export function suggest(input, { find, pick, slow = false, heading = "Suggestions" }) {
  const box = { input, pick, heading, turn: 0, timer: 0 };
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("autocomplete", "off");
  const look = async () => {
    const turn = ++box.turn;
    const found = find(input.value);
    if (found instanceof Promise) show(box, [{ label: "Loading…", idle: true }]);
    const some = await Promise.resolve(found).catch((error) => [{ label: error.message, idle: true }]);
    if (turn === box.turn && document.activeElement === input) show(box, some ?? []);
  };
  box.look = look;
  input.addEventListener("input", () => {
    clearTimeout(box.timer);
    if (slow) box.timer = setTimeout(look, WAIT_MILLIS);
    else look();
  });
  input.addEventListener("focus", look);
  input.addEventListener("blur", () => {
    box.turn++;
    clearTimeout(box.timer);
    if (owner === box) close();
  });
  input.addEventListener("keydown", (event) => onKey(event, box));
  return box;
}

function onKey(event, box) {
  if (owner !== box || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && items.length > 0) {
    event.preventDefault();
    activate((active + step + items.length) % items.length);
  } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0 && !items[active].idle) {
    event.preventDefault();
    event.stopImmediatePropagation();
    choose(box, items[active]);
  } else if (event.key === "Escape") {
    event.stopImmediatePropagation();
    close();
  }
}

function choose(box, item) {
  box.turn++;
  close();
  box.pick(item);
}

function show(box, found) {
  owner = box;
  items = found.slice(0, MOST);
  if (items.length === 0) {
    close();
    return;
  }
  const nodes = items.map((item, index) =>
    h(
      "li",
      { role: "option", id: `suggestion-${index}`, "aria-selected": "false", "aria-disabled": item.idle ? "true" : null, class: "suggestion" },
      h("span", { class: "suggestion-label" }, item.label),
      item.detail ? h("span", { class: "suggestion-detail" }, item.detail) : null,
      item.hint ? h("span", { class: "suggestion-hint" }, item.hint) : null,
    ),
  );
  nodes.forEach((node, index) => {
    node.addEventListener("mousemove", () => activate(index));
    node.addEventListener("mousedown", (event) => {
      event.preventDefault();
      if (!items[index].idle) choose(box, items[index]);
    });
  });
  fill(list(), nodes);
  list().setAttribute("aria-label", box.heading);
  byId("suggestion-box").hidden = false;
  byId("suggestion-heading").textContent = box.heading;
  box.input.setAttribute("aria-expanded", "true");
  active = -1;
  activate(0);
}

function activate(index) {
  list().children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const node = list().children[index];
  if (!node || !owner) return;
  node.setAttribute("aria-selected", "true");
  node.scrollIntoView({ block: "nearest" });
  owner.input.setAttribute("aria-activedescendant", node.id);
}

export function close() {
  if (owner !== null) {
    owner.input.setAttribute("aria-expanded", "false");
    owner.input.removeAttribute("aria-activedescendant");
  }
  owner = null;
  items = [];
  active = -1;
  const box = byId("suggestion-box");
  if (box) box.hidden = true;
}
