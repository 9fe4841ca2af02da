// Where the reader speaks: plain words go into the channel, a slash calls a command.

import { get, post } from "./api.js";
import { commandForm } from "./command-form.js";
import { byId, fill, h } from "./dom.js";
import { me } from "./people.js";
import { send } from "./pending.js";
import { channelNamed, direct, on, state } from "./state.js";
import { close, suggest } from "./suggestions.js";

const SUB_COMMAND = 1;
const GROUP = 2;

/** What can be called: each sub-command by itself, as one types it. */
export function callable(commands) {
  const all = [];
  const walk = (path, json) => {
    const branches = (json.options ?? []).filter((option) => option.type === SUB_COMMAND || option.type === GROUP);
    if (branches.length === 0) all.push({ path, description: json.description, options: json.options ?? [] });
    for (const branch of branches) walk(`${path} ${branch.name}`, branch);
  };
  for (const command of commands) walk(command.name, command);
  // Commands by name, and what belongs to one in the order in which the bot registered it.
  return all.sort((one, other) => one.path.split(" ")[0].localeCompare(other.path.split(" ")[0]));
}

let offered = null;

async function commands() {
  const key = `${state.channel} ${state.me} ${state.gateway.connected}`;
  if (offered?.key !== key || offered.list.length === 0) {
    const list = callable(await get(`discord/commands?channel=${state.channel}&member=${state.me}`));
    offered = { key, list };
  }
  return offered.list;
}

async function matching(text) {
  const typed = text.slice(1).toLowerCase();
  const list = (await commands()).filter((one) => one.path.includes(typed.trim()));
  list.sort((one, other) => Number(other.path.startsWith(typed)) - Number(one.path.startsWith(typed)));
  if (list.length === 0) return [{ label: offered.list.length === 0 ? "No commands are offered to you here" : "No such command", idle: true }];
  return list.map((one) => ({ label: `/${one.path}`, detail: one.description, hint: "Cheevo Herald", command: one }));
}

function textBox() {
  const input = h("input", { id: "message-text", class: "message-text", type: "text", maxlength: "2000", enterkeyhint: "send" });
  const name = channelNamed(state.channel)?.name ?? "";
  input.placeholder = `Message #${name}`;
  input.setAttribute("aria-label", `Message #${name}, a slash lists the commands`);
  suggest(input, {
    heading: "Commands",
    find: (text) => (text.startsWith("/") ? matching(text) : []),
    pick: (item) => openForm(item.command),
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) say(input);
  });
  return input;
}

function say(input) {
  const text = input.value.trim();
  if (text === "" || text.startsWith("/")) return;
  input.value = "";
  send(text, () => post(`discord/channels/${state.channel}/messages`, { member: state.me, text }));
}

function frame(inner) {
  fill(
    byId("composer"),
    h("div", { id: "suggestion-box", class: "suggestion-box", hidden: true }, h("div", { id: "suggestion-heading", class: "suggestion-heading", "aria-hidden": "true" }), h("ul", { id: "suggestions", role: "listbox", "aria-label": "Suggestions" })),
    inner,
  );
}

function openForm(command) {
  frame(
    commandForm(command, () => {
      openText();
      byId("message-text").focus();
    }),
  );
  byId("composer").querySelector("input, select, button")?.focus();
}

/** Opens a command's form with its first required option filled in; the reader runs it. */
export async function prepare(path, value) {
  openText();
  const command = (await commands()).find((one) => one.path === path);
  if (!command) {
    begin(`/${path}`);
    return;
  }
  openForm(command);
  const input = byId("composer").querySelector("input");
  if (!input) return;
  input.value = value;
  input.dispatchEvent(new Event("input"));
}

/** Begins a command for the reader, who goes on with it. */
export function begin(text) {
  openText();
  const input = byId("message-text");
  if (!input) return;
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input"));
}

function openText() {
  close();
  if (direct(state.channel)) {
    frame(h("p", { class: "closed" }, "The bot only writes here. Use its commands in the server."));
    return;
  }
  if (me()?.silent) {
    frame(h("p", { class: "closed" }, "You do not have permission to send messages in this channel."));
    return;
  }
  const input = textBox();
  const slash = h("button", { type: "button", class: "slash", title: "Commands" }, h("span", { "aria-hidden": "true" }, "/"), h("span", { class: "hidden" }, "Commands"));
  slash.addEventListener("click", () => begin("/"));
  const go = h("button", { type: "button", class: "go", onclick: () => say(input) }, "Send");
  frame(h("div", { class: "box" }, slash, input, go));
}

export function startComposer() {
  on("channel me", openText);
}
