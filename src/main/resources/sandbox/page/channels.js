// The list of channels, with marks on those that hold something new.

import { byId, fill, h } from "./dom.js";
import { open } from "./log.js";
import { calledChannel, channelNamed, direct, guild, later, on, recall, remember, set, state, tell } from "./state.js";

const read = new Map(Object.entries(recall("read", {})));
const counts = new Map();

/** On a phone the chat may be out of view, and what arrives there then is not read. */
const isSeen = (id) => id === state.channel && !document.hidden && byId("chat").offsetParent !== null;

function isUnread(channel) {
  if (isSeen(channel.id)) return false;
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
  if (state.directs.length > 0) {
    nodes.push(h("h2", { class: "category" }, "Direct messages to"), h("ul", {}, state.directs.map(entry)));
  }
  const focused = document.activeElement?.dataset?.channel;
  fill(byId("channels"), nodes);
  byId("server-name").textContent = guild()?.name ?? "Sandbox";
  if (focused) byId("channels").querySelector(`[data-channel="${focused}"]`)?.focus();
  const unread = all().filter(isUnread);
  document.title = `${unread.length > 0 ? `(${unread.length}) ` : ""}${calledChannel(channelNamed(state.channel))} – Cheevo Herald sandbox`;
  mark("chat", unread.some((channel) => channel.id === state.channel));
  mark("channels", unread.some((channel) => channel.id !== state.channel));
}

const all = () => [...state.guilds.flatMap((server) => server.channels), ...state.directs];

/** Marks the view in which there is something new, where views are chosen in a bar. */
function mark(view, unread) {
  const button = byId("bar").querySelector(`[data-view="${view}"]`);
  if ((button.querySelector(".new-mark") !== null) === unread) return;
  button.querySelector(".new-mark")?.remove();
  if (unread) button.append(h("span", { class: "new-mark" }, h("span", { class: "hidden" }, " something new")));
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
      { type: "button", class: channel.thread ? "channel thread" : "channel", "data-channel": channel.id, "aria-current": current ? "page" : null, onclick: () => choose(channel.id, true) },
      h("span", { class: "hash", "aria-hidden": "true" }, direct(channel.id) ? "@" : channel.thread ? "↳" : "#"),
      h("span", { class: "channel-label" }, channel.name),
      channel.thread ? h("span", { class: "hidden" }, " thread") : null,
      channel.archived ? h("span", { class: "archived", title: "The next post reopens this thread" }, "archived") : null,
      channel.botMayPost !== false ? null : h("span", { class: "refused", title: "The bot may not post here" }, "refused"),
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
  byId("channel-name").textContent = direct(id) ? calledChannel(channel) : (channel?.name ?? "");
  document.querySelector("#channel-title .hash").textContent = direct(id) ? "@" : "#";
  byId("log").setAttribute("aria-label", direct(id) ? calledChannel(channel) : `Messages in ${calledChannel(channel)}`);
  markRead(id, channel?.last);
  show();
  open(unreadFrom);
  if (byHand) tell("channelChosen");
}

const heard = new Set();

/** Both must be known before one of them is chosen, in whatever order they come. */
function onChannels(name) {
  heard.add(name);
  if (heard.size < 2) return;
  const channels = all();
  if (channels.length === 0) showEmptyWorld();
  if (channels.length > 0 && !channels.some((one) => one.id === state.channel)) {
    const known = recall("channel", null);
    choose((channels.find((one) => one.id === known) ?? channels[0]).id);
    return;
  }
  if (isSeen(state.channel)) markRead(state.channel, channelNamed(state.channel)?.last);
  show();
}

function showEmptyWorld() {
  byId("beginning").hidden = false;
  fill(byId("beginning"), h("p", { class: "beginning-title" }, "An empty world"), h("p", {}, "There is no server and no channel yet. Make them with the control API (see docs/sandbox.md)."));
}

function onMessage({ change, message }) {
  if (change !== "CREATED" || (message.onlyFor && message.onlyFor !== state.me)) return;
  const channel = channelNamed(message.channel);
  if (channel === undefined) return;
  if (!message.onlyFor) channel.last = message.id;
  if (isSeen(message.channel)) {
    read.set(message.channel, message.id);
    remember("read", Object.fromEntries(read));
    return;
  }
  counts.set(message.channel, (counts.get(message.channel) ?? 0) + 1);
  show();
}

export function startChannels() {
  on("guilds", () => onChannels("guilds"));
  on("directs", () => onChannels("directs"));
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
  const look = () => {
    if (isSeen(state.channel)) markRead(state.channel, channelNamed(state.channel)?.last);
    if (state.channel !== null) show();
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("resize", look);
  on("viewed", look);
}
