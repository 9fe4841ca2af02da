// Discord's Markdown, as far as messages and embeds show it, made into nodes.

import { h, link, webAddress } from "./dom.js";
import { channelNamed, memberNamed, roleNamed, state } from "./state.js";
import { relative, written } from "./time.js";

/** Text with blocks: headings, lists, quotes, code. */
export function blocks(text) {
  const nodes = [];
  const lines = String(text).split("\n");
  for (let i = 0; i < lines.length; ) {
    i = codeBlock(lines, i, nodes) ?? quote(lines, i, nodes) ?? list(lines, i, nodes) ?? line(lines, i, nodes);
  }
  return nodes;
}

function codeBlock(lines, start, nodes) {
  if (!lines[start].startsWith("```")) return null;
  const rest = lines.slice(start).join("\n");
  const match = /^```(?:[a-z0-9_+-]*\n)?([\s\S]*?)```(.*)/i.exec(rest);
  if (match === null) return null;
  nodes.push(h("pre", {}, h("code", {}, match[1].replace(/\n$/, ""))));
  const used = match[0].split("\n").length;
  if (match[2].trim() !== "") nodes.push(h("p", {}, inline(match[2])));
  return start + used;
}

function quote(lines, start, nodes) {
  if (lines[start].startsWith(">>> ")) {
    const inner = [lines[start].slice(4), ...lines.slice(start + 1)].join("\n");
    nodes.push(h("blockquote", {}, blocks(inner)));
    return lines.length;
  }
  const end = runOf(lines, start, (text) => text.startsWith("> "));
  if (end === start) return null;
  nodes.push(h("blockquote", {}, blocks(lines.slice(start, end).map((text) => text.slice(2)).join("\n"))));
  return end;
}

function list(lines, start, nodes) {
  const item = /^( *)(?:[-*]|(\d{1,9})\.) +(.+)$/;
  const end = runOf(lines, start, (text) => item.test(text));
  if (end === start) return null;
  const first = item.exec(lines[start]);
  const top = first[2] === undefined ? h("ul") : h("ol", { start: Number(first[2]) });
  let inner = null;
  for (const text of lines.slice(start, end)) {
    const [, indent, , words] = item.exec(text);
    if (indent.length >= 2 && top.lastChild !== null) {
      if (inner === null) top.lastChild.append((inner = h("ul")));
      inner.append(h("li", {}, inline(words)));
    } else {
      inner = null;
      top.append(h("li", {}, inline(words)));
    }
  }
  nodes.push(top);
  return end;
}

function line(lines, start, nodes) {
  const text = lines[start];
  const heading = /^(#{1,3}) +(.+)$/.exec(text);
  const small = /^-# +(.+)$/.exec(text);
  if (heading !== null) nodes.push(h("p", { class: `heading h${heading[1].length}` }, inline(heading[2])));
  else if (small !== null) nodes.push(h("p", { class: "subtext" }, inline(small[1])));
  else nodes.push(h("p", {}, text === "" ? h("br") : inline(text)));
  return start + 1;
}

function runOf(lines, start, test) {
  let end = start;
  while (end < lines.length && test(lines[end])) end++;
  return end;
}

/** The kinds of marks in the order in which they are looked for at each place. */
const MARKS = [
  [/^\\([^\sA-Za-z0-9])/, (match) => match[1]],
  [/^(``?)([^`]|[^`][\s\S]*?[^`])\1(?!`)/, (match) => h("code", {}, match[2])],
  [/^\[((?:\\.|[^\]\\\n])+)\]\(\s*<?(https?:\/\/[^\s<>]*?)>?(?:\s+"[^"\n]*")?\s*\)/, named],
  [/^<(https?:\/\/[^\s<>]+)>/, (match) => link(match[1], match[1])],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/, (match) => link(match[0], match[0])],
  [/^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/, (match) => moment(Number(match[1]), match[2])],
  [/^<@!?(\d{1,20})>/, (match) => mention(`@${memberNamed(match[1])?.name ?? botName(match[1])}`)],
  [/^<@&(\d{1,20})>/, (match) => mention(`@${roleNamed(match[1])?.name ?? "deleted-role"}`)],
  [/^<#(\d{1,20})>/, (match) => mention(`#${channelNamed(match[1])?.name ?? "unknown"}`)],
  [/^<\/([-\w ]{1,100}):\d{1,20}>/, (match) => mention(`/${match[1]}`)],
  [/^<a?:(\w{2,32}):(\d{1,20})>/, (match) => h("img", { class: "emoji", src: `/emojis/${match[2]}`, alt: `:${match[1]}:`, title: `:${match[1]}:` })],
  [/^\*\*\*((?:\\.|[^\\])+?)\*\*\*(?!\*)/, (match) => h("strong", {}, h("em", {}, inline(match[1])))],
  [/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/, (match) => h("strong", {}, inline(match[1]))],
  [/^__((?:\\.|[^\\])+?)__(?!_)/, (match) => h("u", {}, inline(match[1]))],
  [/^~~((?:\\.|[^\\])+?)~~/, (match) => h("s", {}, inline(match[1]))],
  [/^\|\|((?:\\.|[^\\])+?)\|\|/, spoiler],
  [/^\*((?=\S)(?:\\.|[^\\*\n])+?)\*(?!\*)/, (match) => h("em", {}, inline(match[1]))],
  [/^_((?=\S)(?:\\.|[^\\_\n])+?)_(?!\w)/, (match) => h("em", {}, inline(match[1]))],
];
const SPECIAL = /[\\`[<h*_~|]/;

/** Text within a line. */
export function inline(text) {
  const nodes = [];
  let plain = "";
  let rest = String(text);
  while (rest !== "") {
    const found = SPECIAL.test(rest[0]) ? mark(rest, plain) : null;
    if (found === null) {
      plain += rest[0];
      rest = rest.slice(1);
      continue;
    }
    if (plain !== "") nodes.push(plain);
    plain = "";
    nodes.push(found.node);
    rest = rest.slice(found.length);
  }
  if (plain !== "") nodes.push(plain);
  return nodes;
}

function mark(rest, before) {
  for (const [pattern, make] of MARKS) {
    const match = pattern.exec(rest);
    const withinWord = rest[0] === "_" && rest[1] !== "_" && /\w$/.test(before);
    if (match !== null && !withinWord) return { node: make(match), length: match[0].length };
  }
  return null;
}

function named(match) {
  return webAddress(match[2]) === null ? match[0] : link(match[2], inline(match[1]));
}

function moment(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  const about = { datetime: date.toISOString(), class: "moment", title: written(date, "F") };
  return style === "R"
    ? h("time", { ...about, "data-relative": "true" }, relative(date))
    : h("time", about, written(date, style ?? "f"));
}

const mention = (text) => h("span", { class: "mention" }, text);

const botName = (id) => (state.about?.bot === id ? "Cheevo Herald" : "unknown-user");

function spoiler(match) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, hidden", "aria-expanded": "false" }, h("span", {}, inline(match[1])));
  const show = () => {
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show();
    }
  });
  return cover;
}
