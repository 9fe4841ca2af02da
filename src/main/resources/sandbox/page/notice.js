// The line above the messages: what a reader who sees nothing there has to know.

import { byId } from "./dom.js";
import { on, state } from "./state.js";

let talked = false;

function words() {
  const { steered, running, ready } = state.bot;
  if (!state.connected) return ["The sandbox does not answer. This page goes on by itself when it is back.", "alarm"];
  if (!steered) return state.gateway.connected > 0 ? null : ["No bot is connected. Start yours with the settings that the sandbox printed.", "calm"];
  if (!ready) return running ? ["The bot is starting… That takes a few seconds.", "calm"] : null;
  if (talked || !state.demo.present) return null;
  return ["The bot is online. The members register with it, and then their first unlocks are announced.", "calm"];
}

function show() {
  const node = byId("notice");
  const [text, kind] = words() ?? ["", "calm"];
  node.hidden = text === "";
  node.className = `notice ${kind}`;
  if (node.textContent !== text) node.textContent = text;
}

/** Until the sandbox is heard for the first time, the page says that it loads. */
export function startNotice() {
  on("bot connected gateway demo", () => {
    if (state.about !== null) show();
  });
  on("guilds message", () => {
    if (!talked) talked = state.guilds.some((server) => server.channels.some((channel) => channel.last !== "0"));
    if (state.about !== null) show();
  });
}
