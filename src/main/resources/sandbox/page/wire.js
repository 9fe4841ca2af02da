// The requests that the bot makes to both sides, and how many there are against its budget.

import { byId, fill, h } from "./dom.js";
import { on, state } from "./state.js";

const KEPT = 200;
const NAMES = { site: "RA", discord: "Discord" };

let entries = [];
let side = "all";
let paused = false;
let counts = { site: 0, discord: 0, refused: 0 };

export function startWire() {
  const meters = h("div", { class: "meters" });
  const list = h("tbody");
  const filter = h("select", { "aria-label": "Which requests" }, h("option", { value: "all" }, "Both sides"), h("option", { value: "site" }, "RetroAchievements"), h("option", { value: "discord" }, "Discord"));
  filter.addEventListener("change", () => {
    side = filter.value;
    redraw(list);
  });
  const hold = h("button", { type: "button", class: "button small", "aria-pressed": "false" }, "Hold");
  hold.addEventListener("click", () => {
    paused = !paused;
    hold.setAttribute("aria-pressed", String(paused));
    redraw(list);
  });
  fill(
    byId("panel-wire"),
    h("h3", {}, "The bot's requests"),
    meters,
    h(
      "details",
      { class: "fold", open: true },
      h("summary", {}, h("h3", {}, "The latest requests")),
      h("div", { class: "actions" }, filter, hold),
      h("div", { class: "wire-scroll", tabindex: "0", role: "group", "aria-label": "Requests, newest first" }, h("table", { class: "wire" }, h("thead", {}, h("tr", {}, ["Time", "To", "Request", "Got"].map((word) => h("th", { scope: "col" }, word)))), list)),
    ),
  );
  on("hello about bot", () => showMeters(meters));
  on("wire", (batch) => {
    counts = batch.counts;
    showMeters(meters);
    if (batch.entries.length === 0) return;
    entries = [...entries, ...fresh(batch.entries)].slice(-KEPT);
    if (!paused && !byId("panel-wire").hidden) redraw(list);
  });
  on("otherWorld", () => {
    entries = [];
    redraw(list);
  });
  on("shown:wire", () => redraw(list));
}

/** After an interruption the server tells the last ones again. */
function fresh(some) {
  const last = entries[entries.length - 1];
  return last === undefined ? some : some.filter((one) => one.at > last.at || (one.at === last.at && one.path !== last.path));
}

function showMeters(node) {
  const budget = state.about?.siteBudget ?? 600;
  const own = state.bot.steered;
  fill(
    node,
    meter("RetroAchievements", counts.site, budget, `${counts.site}${own ? ` of ${budget}` : ""} in the last minute`),
    h("p", { class: "dim meter-note" }, own ? `The sandbox's own site allows ${budget} a minute, so that unlocks show within seconds. On the real site the bot sends at most 60 a minute.` : "The limit is in the settings of the bot, which was started elsewhere."),
    meter("Discord", counts.discord, 3000, `${counts.discord} in the last minute${counts.refused > 0 ? `, ${counts.refused} over the limit` : ""}`),
  );
}

function meter(label, value, max, words) {
  const bar = h("span", { class: "meter-fill" });
  bar.style.width = `${Math.min(100, (100 * value) / max)}%`;
  return h("div", { class: "meter" }, h("span", { class: "meter-label" }, h("strong", {}, label), ` ${words}`), h("span", { class: "meter-bar", "aria-hidden": "true" }, bar));
}

function redraw(list) {
  if (paused && list.children.length > 0) return;
  const shown = entries.filter((one) => side === "all" || one.side === side).slice(-100).reverse();
  fill(list, shown.map(row));
}

function row(entry) {
  const written = (some) => some.map(([name, value]) => `${name}=${value}`).join(" ");
  const all = Object.entries(entry.parameters);
  const parameters = written(all.filter(([name]) => name !== "u" || !entry.player));
  const bad = entry.status === 0 || entry.status >= 400;
  const path = entry.side === "site" ? entry.path.replace(/^API_/, "") : `${entry.method} ${entry.path}`;
  const short = path.replace(/\d{15,}/g, (id) => `…${id.slice(-3)}`);
  return h(
    "tr",
    { class: bad ? "bad" : "" },
    h("td", {}, new Date(entry.at).toLocaleTimeString(undefined, { hour12: false })),
    h("td", {}, h("span", { class: `side ${entry.side}` }, NAMES[entry.side])),
    h("td", { class: "path", title: `${path} ${written(all)}` }, entry.player ? h("strong", {}, `${entry.player} `) : null, short, parameters ? h("span", { class: "dim" }, ` ${parameters}`) : null),
    h("td", {}, entry.status === 0 ? "cut" : String(entry.status), entry.fault ? h("span", { class: "hidden" }, ` ${entry.fault}`) : null),
  );
}
