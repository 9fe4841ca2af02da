// One option of a command: what may be typed or chosen depends on its type.

import { attach, post } from "./api.js";
import { h } from "./dom.js";
import { guild, state } from "./state.js";
import { suggest } from "./suggestions.js";

const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const NUMBER = 10;
const ATTACHMENT = 11;

let fieldNumber = 0;

/** A field: node to show, input to focus, value as the API takes it, undefined while it is empty. */
export function field(command, option, others) {
  const id = `option-${++fieldNumber}`;
  const input = option.type === BOOLEAN ? truth(id) : option.type === ATTACHMENT ? fileInput(id) : textInput(id, option);
  const node = h("div", { class: "option" }, h("label", { for: id }, option.name, option.required ? h("span", { class: "hidden" }, " (required)") : null), input);
  let picked = null;
  let wrong = "";
  const find = source(command, option, others);
  if (find !== null) {
    suggest(input, {
      heading: option.description,
      slow: option.autocomplete === true,
      find,
      pick: (item) => {
        picked = item;
        input.value = item.label;
        resize(input);
        input.removeAttribute("aria-invalid");
      },
    });
  }
  if (option.type === ATTACHMENT) {
    // Sent at once, as Discord's own client does.
    input.addEventListener("change", async () => {
      picked = null;
      const file = input.files[0];
      if (file !== undefined) picked = { label: file.name, value: await attach(file).catch(() => null) };
    });
  }
  input.addEventListener("input", () => {
    if (option.type === ATTACHMENT) return;
    if (picked !== null && picked.label !== input.value) picked = null;
    input.removeAttribute("aria-invalid");
    resize(input);
  });

  const shown = () => (option.type === ATTACHMENT ? (input.files[0]?.name ?? "") : input.value.trim());

  function value() {
    const text = shown();
    if (text === "") return undefined;
    if (picked !== null) return picked.value;
    if (option.type === ATTACHMENT) return null;
    if (option.type === BOOLEAN) return text === "true";
    if (option.type === INTEGER || option.type === NUMBER) return Number(text);
    if (isPicker(option)) return find(text).find((item) => item.label.toLowerCase() === text.toLowerCase())?.value ?? null;
    return text;
  }

  function check() {
    wrong = problemOf(option, shown(), value());
    if (wrong === "") input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
    return wrong === "";
  }

  return { option, node, input, value, shown, check, problem: () => wrong };
}

const isPicker = (option) => option.type === USER || option.type === CHANNEL || option.type === ROLE || (option.choices ?? []).length > 0;

function problemOf(option, text, value) {
  if (text === "") return option.required ? `${option.name} is required: ${option.description}.` : "";
  if (value === null) return option.type === ATTACHMENT ? `${option.name}: the file isn't uploaded yet.` : `${option.name}: choose one of the suggestions.`;
  if (option.type === INTEGER && !Number.isSafeInteger(value)) return `${option.name} takes a whole number.`;
  if (option.type === NUMBER && !Number.isFinite(value)) return `${option.name} takes a number.`;
  if (typeof value === "number" && option.min_value !== undefined && value < option.min_value) return `${option.name} must be at least ${option.min_value}.`;
  if (typeof value === "number" && option.max_value !== undefined && value > option.max_value) return `${option.name} must be at most ${option.max_value}.`;
  if (typeof value === "string" && option.max_length !== undefined && [...value].length > option.max_length) return `${option.name} is too long.`;
  if (typeof value === "string" && option.min_length !== undefined && [...value].length < option.min_length) return `${option.name} is too short.`;
  return "";
}

function textInput(id, option) {
  const mode = option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : "text";
  return h("input", { id, type: "text", inputmode: mode, size: "8", autocomplete: "off", "aria-describedby": "command-hint", "aria-required": option.required ? "true" : null });
}

const fileInput = (id) => h("input", { id, type: "file", "aria-describedby": "command-hint" });

const truth = (id) => h("select", { id, "aria-describedby": "command-hint" }, h("option", { value: "true" }, "true"), h("option", { value: "false" }, "false"));

function resize(input) {
  input.size = Math.min(40, Math.max(8, input.value.length));
}

function source(command, option, others) {
  if (option.type === USER) return (text) => filtered(guild().members.map((one) => ({ label: one.name, detail: one.player, value: one.id })), text);
  if (option.type === CHANNEL) return (text) => filtered(guild().channels.map((one) => ({ label: one.name, detail: "#", value: one.id })), text);
  if (option.type === ROLE) return (text) => filtered(guild().roles.map((one) => ({ label: one.name, detail: "@", value: one.id })), text);
  if ((option.choices ?? []).length > 0) return (text) => filtered(option.choices.map((one) => ({ label: one.name, value: one.value })), text);
  return option.autocomplete ? (text) => asked(command, option, others(), text) : null;
}

function filtered(items, text) {
  const typed = text.trim().toLowerCase().replace(/^[@#]/, "");
  return items.filter((item) => item.label.toLowerCase().includes(typed));
}

async function asked(command, option, options, typed) {
  const request = { channel: state.channel, member: state.me, command: command.path, option: option.name, typed, options, wait: "3s" };
  const choices = await post("discord/autocomplete", request).catch(() => {
    throw new Error("Loading options failed.");
  });
  if (choices.length === 0) return [{ label: "No options match your search.", idle: true }];
  return choices.map((one) => ({ label: one.name, value: one.value }));
}
