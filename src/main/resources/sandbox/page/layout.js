// Which parts are in view, on a wide screen and on a phone; and dark or light.

import { byId } from "./dom.js";
import { on, recall, remember, tell } from "./state.js";

const TABS = ["players", "weather", "wire"];

const app = () => byId("app");

function tab(name, focus = false) {
  for (const one of TABS) {
    const button = byId(`tab-${one}`);
    const chosen = one === name;
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
    byId(`panel-${one}`).hidden = !chosen;
    if (chosen && focus) button.focus();
  }
  remember("tab", name);
  tell(`shown:${name}`);
}

function view(name) {
  app().dataset.view = name;
  for (const button of byId("bar").children) {
    if (button.dataset.view === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (TABS.includes(name)) tab(name);
  tell("viewed");
}

/** Shows a part of the backstage, however wide the screen is. */
export function showBackstage(name) {
  view(name);
  backstage(true);
}

function backstage(open) {
  app().dataset.backstage = open ? "open" : "closed";
  byId("backstage-toggle").setAttribute("aria-expanded", String(open));
  remember("backstage", open);
}

function onTabKey(event) {
  const at = TABS.findIndex((one) => byId(`tab-${one}`) === document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  tab(TABS[(to + TABS.length) % TABS.length], true);
}

const preferred = () => (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");

function theme(name) {
  document.documentElement.dataset.theme = name;
  const button = byId("theme");
  const other = name === "dark" ? "light" : "dark";
  button.textContent = name === "dark" ? "☀" : "☾";
  button.setAttribute("aria-label", `Change to ${other} colours`);
  button.title = `Change to ${other} colours`;
}

export function startLayout() {
  theme(recall("theme", null) ?? preferred());
  matchMedia("(prefers-color-scheme: light)").addEventListener("change", () => {
    if (recall("theme", null) === null) theme(preferred());
  });
  byId("theme").addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    remember("theme", next);
    theme(next);
  });
  for (const one of TABS) byId(`tab-${one}`).addEventListener("click", () => tab(one));
  document.querySelector("[role=tablist]").addEventListener("keydown", onTabKey);
  for (const button of byId("bar").children) button.addEventListener("click", () => view(button.dataset.view));
  byId("backstage-toggle").addEventListener("click", () => backstage(app().dataset.backstage !== "open"));
  backstage(recall("backstage", innerWidth > 1000));
  tab(recall("tab", "players"));
  on("channelChosen", () => {
    view("chat");
    byId("message-text")?.focus();
  });
}
