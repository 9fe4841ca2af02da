// The demo's own life: paused or faster.

import { call } from "./api.js";
import { busy, fill, h } from "./dom.js";
import { on, state } from "./state.js";

const SPEEDS = [0.5, 1, 3, 10, 30];

export function pace() {
  const node = h("div", { class: "pace" });
  const show = () => {
    node.hidden = !state.demo.present;
    if (node.contains(document.activeElement)) return update(node);
    fill(node, h("span", { class: "pace-label" }, h("strong", {}, "The demo"), h("span", { id: "pace-state" })), toggle(), speeds());
    return update(node);
  };
  on("demo", show);
  return node;
}

function update(node) {
  const button = node.querySelector("button");
  button.textContent = state.demo.paused ? "Resume" : "Pause";
  node.querySelector("#pace-state").textContent = state.demo.paused ? "paused" : "playing by itself";
  const select = node.querySelector("select");
  if (![...select.options].some((one) => Number(one.value) === state.demo.speed)) select.append(h("option", { value: String(state.demo.speed) }, `${state.demo.speed}×`));
  select.value = String(state.demo.speed);
}

function toggle() {
  const button = h("button", { type: "button", class: "button" });
  button.addEventListener("click", () => busy(button, () => call("PUT", "demo", { paused: !state.demo.paused })));
  return button;
}

function speeds() {
  const select = h("select", { "aria-label": "Speed of the demo" }, SPEEDS.map((speed) => h("option", { value: String(speed) }, `${speed}×`)));
  select.addEventListener("change", () => busy(select, () => call("PUT", "demo", { speed: Number(select.value) })));
  return select;
}
