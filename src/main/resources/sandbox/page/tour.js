// Three things for first-time visitors to try. They tick themselves off.

import { prepare } from "./composer.js";
import { byId, fill, h } from "./dom.js";
import { showBackstage } from "./layout.js";
import { me } from "./people.js";
import { choosePlayer } from "./players.js";
import { guild, on, recall, remember, state } from "./state.js";

let done = new Set(recall("tried", []));
let closed = recall("tourClosed", false);
let asked = recall("asked", null);
let players = [];
let lived = false;
let died = false;

const isRegistered = (player) => state.registered.some((one) => one.guild === guild()?.id && one.player === player);

/** Picks a player nobody is registered as. */
function ask() {
  if (done.has("register")) return;
  const names = (guild()?.members ?? []).map((one) => one.player).filter(Boolean);
  const free = players.filter((one) => !one.deleted && !isRegistered(one.ulid));
  const mine = free.find((one) => one.displayName === me()?.player);
  const known = free.filter((one) => names.includes(one.displayName));
  asked = (mine ?? known[known.length - 1] ?? free[0])?.displayName ?? asked;
  remember("asked", asked);
}

function steps() {
  const name = asked ?? "somebody";
  return [
    { id: "register", before: "Use ", label: `/register username:${name}`, after: ".", go: () => prepare("register", name) },
    { id: "unlock", before: "Under ", label: "Players", after: `, let ${name} unlock something: it's announced within seconds.`, go: () => showPlayer("players", name) },
    { id: "kill", before: "Under ", label: "Weather", after: `, kill the bot, let ${name} unlock more, and start it again: nothing is lost.`, go: () => showPlayer("weather", name) },
  ];
}

function showPlayer(tab, name) {
  choosePlayer(name);
  showBackstage(tab);
}

function show() {
  const node = byId("tour");
  ask();
  const hidden = closed || !state.bot.steered || guild() === undefined;
  node.hidden = hidden;
  const key = JSON.stringify([asked, [...done], hidden]);
  if (hidden || node.dataset.key === key) return;
  node.dataset.key = key;
  const all = steps();
  const finished = all.every(({ id }) => done.has(id));
  fill(
    node,
    h("div", { class: "tour-head" }, h("h3", { id: "tour-title" }, finished ? "That's the heart of it" : "Try this"), h("button", { type: "button", class: "icon-button", "aria-label": "Close the list of things to try", title: "Close", onclick: close }, "✕")),
    h("ol", {}, all.map(step)),
  );
}

function step({ id, before, label, after, go }) {
  const isDone = done.has(id);
  return h(
    "li",
    { class: isDone ? "done" : "", "data-step": id },
    h("span", { class: "tick", "aria-hidden": "true" }, isDone ? "✓" : ""),
    h("span", {}, isDone ? h("span", { class: "hidden" }, "Done: ") : null, before, h("button", { type: "button", class: "link-button", onclick: go }, label), after),
  );
}

function close() {
  closed = true;
  remember("tourClosed", true);
  show();
  byId("message-text")?.focus();
}

function tick(id) {
  if (done.has(id)) return;
  done.add(id);
  remember("tried", [...done]);
  show();
}

function onRegistered() {
  const mine = state.registered.find((one) => one.member === state.me);
  if (mine && !done.has("register")) {
    asked = players.find((one) => one.ulid === mine.player)?.displayName ?? asked;
    remember("asked", asked);
    tick("register");
  }
  show();
}

export function startTour() {
  on("players", (all) => {
    players = all;
    show();
  });
  on("registered me", onRegistered);
  on("unlocked", ({ ulid }) => {
    const named = players.find((one) => one.ulid === ulid)?.displayName === asked;
    if (named && isRegistered(ulid)) tick("unlock");
  });
  on("bot", () => {
    if (state.bot.ready) lived = true;
    if (lived && !state.bot.running) died = true;
    if (died && state.bot.ready && done.has("unlock")) tick("kill");
    show();
  });
  on("guilds", show);
  on("otherWorld", () => {
    done = new Set();
    died = false;
    remember("tried", []);
    show();
  });
}
