// The line above the messages, for when there's nothing to see yet.

import { byId } from "./dom.js";
import { on, state } from "./state.js";

let talked = false;

function words() {
  const { steered, running, ready } = state.bot;
  if (!state.connected) return ["The sandbox isn't responding. This page will reconnect on its own once it's back.", "alarm"];
  if (!steered) return state.gateway.connected > 0 ? null : ["No bot is connected. Start yours with the settings the sandbox printed.", "calm"];
  if (!ready) return running ? ["The bot is starting… This takes a few seconds.", "calm"] : null;
  if (talked || !state.demo.present) return null;
  return ["The bot is online. The members are about to register, and then their first unlocks will be announced.", "calm"];
}

function show() {
  const node = byId("notice");
  const [text, kind] = words() ?? ["", "calm"];
  node.hidden = text === "";
  node.className = `notice ${kind}`;
  if (node.textContent !== text) node.textContent = text;
}

/** Until the sandbox first answers, the page says that it's loading. */
export function startNotice() {
  on("bot connected gateway demo", () => {
    if (state.about !== null) show();
  });
  on("guilds message", () => {
    if (!talked) talked = state.guilds.some((server) => server.channels.some((channel) => channel.last !== "0"));
    if (state.about !== null) show();
  });
}
