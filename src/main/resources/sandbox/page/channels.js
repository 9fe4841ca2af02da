// The list of channels, with marks on those that hold something new.

import { byId, fill, h } from "./dom.js";
import { open } from "./log.js";
import { channelNamed, guild, later, on, recall, remember, set, state, tell } from "./state.js";

const read = new Map(Object.entries(recall("read", {})));
const counts = new Map();

function isUnread(channel) {
  if (channel.id === state.channel && !document.hidden) return false;
  return channel.last !== "0" && later(channel.last, read.get(channel.id) ?? "0");
}

function markRead(id, last) {
  if (last && last !== "0" && later(last, read.get(id) ?? "0")) read.set(id, last);
  counts.delete(id);
  remember("read", Object.fromEntries(read));
}

export function show() {
  const nodes = state.guilds.map((server) => [
    h("h2", { class: "category" }, state.guilds.length > 1 ? server.name : "Text channels"),
    h("ul", {}, server.channels.map(entry)),
  ]);
  const focused = document.activeElement?.dataset?.channel;
  fill(byId("channels"), nodes);
  byId("server-name").textContent = guild()?.name ?? "Sandbox";
  if (focused) byId("channels").querySelector(`[data-channel="${focused}"]`)?.focus();
  const total = state.guilds.flatMap((server) => server.channels).filter(isUnread).length;
  document.title = `${total > 0 ? `(${total}) ` : ""}#${channelNamed(state.channel)?.name ?? ""} – Cheevo Herald sandbox`;
}

function entry(channel) {
  const unread = isUnread(channel);
  const count = counts.get(channel.id) ?? 0;
  const current = channel.id === state.channel;
  return h(
    "li",
    { class: unread ? "unread" : "" },
    h(
      "button",
      { type: "button", class: "channel", "data-channel": channel.id, "aria-current": current ? "page" : null, onclick: () => choose(channel.id, true) },
      h("span", { class: "hash", "aria-hidden": "true" }, "#"),
      h("span", { class: "channel-label" }, channel.name),
      channel.botMayPost ? null : h("span", { class: "refused", title: "The bot may not post here" }, "refused"),
      unread && count > 0 ? h("span", { class: "badge" }, count > 99 ? "99+" : String(count), h("span", { class: "hidden" }, " unread")) : null,
      unread && count === 0 ? h("span", { class: "hidden" }, "unread") : null,
    ),
  );
}

export function choose(id, byHand = false) {
  const unreadFrom = read.get(id);
  const channel = channelNamed(id);
  remember("channel", id);
  set("channel", id);
  byId("channel-name").textContent = channel?.name ?? "";
  byId("log").setAttribute("aria-label", `Messages in #${channel?.name ?? ""}`);
  markRead(id, channel?.last);
  show();
  open(unreadFrom);
  if (byHand) tell("channelChosen");
}

function onGuilds() {
  const all = state.guilds.flatMap((server) => server.channels);
  if (all.length === 0) showEmptyWorld();
  if (all.length > 0 && !all.some((one) => one.id === state.channel)) {
    const known = recall("channel", null);
    choose((all.find((one) => one.id === known) ?? all[0]).id);
    return;
  }
  if (!document.hidden) markRead(state.channel, channelNamed(state.channel)?.last);
  show();
}

function showEmptyWorld() {
  byId("beginning").hidden = false;
  fill(byId("beginning"), h("p", { class: "beginning-title" }, "An empty world"), h("p", {}, "There is no server and no channel yet. The control API makes them: see docs/sandbox.md."));
}

function onMessage({ change, message }) {
  if (change !== "CREATED" || (message.onlyFor && message.onlyFor !== state.me)) return;
  const channel = channelNamed(message.channel);
  if (channel === undefined) return;
  if (!message.onlyFor) channel.last = message.id;
  if (message.channel === state.channel && !document.hidden) {
    read.set(message.channel, message.id);
    remember("read", Object.fromEntries(read));
    return;
  }
  counts.set(message.channel, (counts.get(message.channel) ?? 0) + 1);
  show();
}

export function startChannels() {
  on("guilds", onGuilds);
  on("message", onMessage);
  on("otherWorld", () => {
    read.clear();
    counts.clear();
    remember("read", {});
  });
  let interrupted = false;
  on("connected", () => {
    if (state.connected && interrupted && state.channel !== null) open();
    interrupted = !state.connected;
  });
  on("became", () => open());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || state.channel === null) return;
    markRead(state.channel, channelNamed(state.channel)?.last);
    show();
  });
}
