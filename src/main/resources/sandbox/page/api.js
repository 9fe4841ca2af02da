// The control API, and the events that come from it.

import { set, state, tell } from "./state.js";

export async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`/control/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The sandbox isn't responding. Has it been stopped?");
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);

/** Uploads a file for an option of a command; returns the id to give there. */
export async function attach(file) {
  const response = await fetch(`/control/discord/attachments?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "Content-Type": file.type || "application/octet-stream" },
    body: file,
  });
  if (!response.ok) throw new Error("The file can't be uploaded.");
  return (await response.json()).id;
}

const KEPT = ["guilds", "bot", "outbox", "registered", "directs", "demo", "siteFaults", "discordFaults", "gateway"];

/** Listens for ever. After every interruption the server tells everything anew, and so the page starts over. */
export function listen() {
  const source = new EventSource("/control/events");
  source.addEventListener("hello", (event) => {
    const about = JSON.parse(event.data);
    const otherWorld = state.about !== null && state.about.world !== about.world;
    set("about", about);
    if (otherWorld) tell("otherWorld");
  });
  for (const name of KEPT) {
    source.addEventListener(name, (event) => set(name, JSON.parse(event.data)));
  }
  source.addEventListener("message", (event) => {
    if (event.data) tell("message", JSON.parse(event.data));
  });
  source.addEventListener("wire", (event) => {
    tell("wire", JSON.parse(event.data));
    if (!state.connected) set("connected", true);
  });
  source.addEventListener("error", () => {
    if (state.connected) set("connected", false);
  });
}
