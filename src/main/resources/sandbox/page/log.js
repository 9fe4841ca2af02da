// The messages of a channel: a window over them that stays small however many there are.

import { get } from "./api.js";
import { byId, fill, h, toast } from "./dom.js";
import { goesOn, message } from "./message.js";
import { calledChannel, channelNamed, direct, later, on, reader, state } from "./state.js";
import { dayOf } from "./time.js";

const MOST = 150;
const PAGE = 50;
const NEAR = 400;

const dismissed = new Set();
let shown = [];
let live = true;
let following = true;
let atStart = false;
let loading = null;
let generation = 0;
let arrived = [];
let frame = 0;

const log = () => byId("log");
const scroller = () => byId("scroller");

const path = (rest) => `discord/channels/${state.channel}/messages?as=${reader()}&limit=${PAGE}${rest}`;

/** Shows the newest messages of the channel, from the server. */
export async function open(unreadFrom) {
  const mine = ++generation;
  if (state.channel === null || state.me === null) return;
  arrived = [];
  let views;
  try {
    views = await get(path(""));
  } catch (error) {
    toast(error.message, "bad");
    return;
  }
  if (mine !== generation) return;
  const missed = arrived;
  arrived = [];
  log().setAttribute("aria-busy", "true");
  shown = views.filter((view) => !dismissed.has(view.id));
  live = true;
  atStart = views.length < PAGE;
  redraw(unreadFrom);
  missed.forEach(apply);
  markBeginning();
  toEnd();
  requestAnimationFrame(() => log().setAttribute("aria-busy", "false"));
}

function redraw(unreadFrom) {
  let marked = unreadFrom === undefined;
  const nodes = [];
  shown.forEach((view, index) => {
    const before = shown[index - 1];
    if (!before || dayOf(new Date(before.json.timestamp)) !== dayOf(new Date(view.json.timestamp))) nodes.push(dayLine(view));
    const isNew = !marked && later(view.id, unreadFrom);
    if (isNew) {
      marked = true;
      nodes.push(h("div", { class: "line new", role: "separator", "aria-label": "New messages" }, h("span", {}, "NEW")));
    }
    nodes.push(draw(view, isNew ? undefined : before));
  });
  fill(log(), nodes);
}

const dayLine = (view) => {
  const day = dayOf(new Date(view.json.timestamp));
  return h("div", { class: "line", role: "separator", "aria-label": day }, h("span", {}, day));
};

const draw = (view, before) => message(view, { together: goesOn(view, before), onDismiss: dismiss });

function dismiss(id) {
  dismissed.add(id);
  remove(id);
  byId("message-text")?.focus();
}

const nodeOf = (id) => log().querySelector(`:scope > [data-id="${id}"]`);

const isAtEnd = () => scroller().scrollHeight - scroller().scrollTop - scroller().clientHeight < 60;

export function toEnd() {
  following = true;
  scroller().scrollTop = scroller().scrollHeight;
}

/** Takes what happened; it is drawn with the next frame, however much comes at once. */
function take(event) {
  const view = event.message;
  if (view.channel !== state.channel) return;
  if (view.onlyFor && view.onlyFor !== state.me) return;
  arrived.push(event);
  if (frame === 0) frame = setTimeout(flush, document.hidden ? 1000 : 16);
}

function flush() {
  frame = 0;
  const events = arrived;
  arrived = [];
  if (live && following && events.length > MOST) {
    open();
    return;
  }
  events.forEach(apply);
  if (live && following) {
    trimStart();
    toEnd();
  } else if (shown.length > 2 * MOST) {
    leaveBehind();
  }
  byId("to-present").hidden = live && following;
}

function apply({ change, message: view }) {
  if (change === "DELETED") {
    remove(view.id);
    return;
  }
  const index = shown.findIndex((one) => one.id === view.id);
  if (index >= 0) {
    shown[index] = view;
    replace(view, shown[index - 1]);
  } else if (change === "CREATED" && live && !dismissed.has(view.id)) {
    const before = shown[shown.length - 1];
    if (before && !later(view.id, before.id)) return;
    if (!before || dayOf(new Date(before.json.timestamp)) !== dayOf(new Date(view.json.timestamp))) log().append(dayLine(view));
    shown.push(view);
    log().append(draw(view, before));
  }
}

/** Redraws a message where it stands, and keeps the focus on the control that had it. */
function replace(view, before) {
  const old = nodeOf(view.id);
  if (old === null) return;
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("button, select, a")].indexOf(document.activeElement) : -1;
  const node = draw(view, old.classList.contains("together") ? before : undefined);
  old.replaceWith(node);
  if (focused < 0) return;
  const candidates = [...node.querySelectorAll("button, select, a")];
  const next = candidates[focused];
  if (next && !next.disabled) next.focus();
  else (candidates.find((one) => one.matches(".controls *") && !one.disabled) ?? node).focus();
}

function remove(id) {
  shown = shown.filter((one) => one.id !== id);
  nodeOf(id)?.remove();
}

function trimStart() {
  if (shown.length <= MOST) return;
  shown = shown.slice(shown.length - MOST);
  dropBefore(shown[0].id);
  atStart = false;
  markBeginning();
}

function dropBefore(id) {
  const first = nodeOf(id);
  while (log().firstChild && log().firstChild !== first) log().firstChild.remove();
}

/** The reader is far up while very many come: what is new is left to the server until they come back down. */
function leaveBehind() {
  live = false;
  shown = shown.slice(0, 2 * MOST);
  while (log().lastChild && log().lastChild.dataset.id !== shown[shown.length - 1].id) log().lastChild.remove();
}

async function older() {
  if (atStart || loading || shown.length === 0) return;
  loading = get(path(`&before=${shown[0].id}`));
  const mine = generation;
  try {
    const views = await loading;
    if (mine !== generation) return;
    atStart = views.length < PAGE;
    const anchor = shown[0].id;
    const offset = nodeOf(anchor)?.getBoundingClientRect().top ?? 0;
    shown = [...views.filter((view) => !dismissed.has(view.id)), ...shown];
    if (shown.length > MOST) {
      shown = shown.slice(0, MOST);
      live = false;
    }
    quietly(redraw);
    markBeginning();
    keepPlace(anchor, offset);
  } catch (error) {
    toast(error.message, "bad");
  } finally {
    loading = null;
    byId("to-present").hidden = live;
  }
}

async function newer() {
  if (live || loading || shown.length === 0) return;
  loading = get(path(`&after=${shown[shown.length - 1].id}`));
  const mine = generation;
  try {
    const views = await loading;
    if (mine !== generation) return;
    const anchor = shown[shown.length - 1].id;
    const offset = nodeOf(anchor)?.getBoundingClientRect().top ?? 0;
    shown = [...shown, ...views.filter((view) => !dismissed.has(view.id))].slice(-MOST);
    atStart = false;
    live = views.length < PAGE;
    quietly(redraw);
    keepPlace(anchor, offset);
  } catch (error) {
    toast(error.message, "bad");
  } finally {
    loading = null;
  }
}

/** The message stays where it was on the screen. */
function keepPlace(id, offset) {
  const node = nodeOf(id);
  if (node) scroller().scrollTop += node.getBoundingClientRect().top - offset;
}

/** History is not read aloud. */
function quietly(work) {
  log().setAttribute("aria-busy", "true");
  work();
  requestAnimationFrame(() => log().setAttribute("aria-busy", "false"));
}

function markBeginning() {
  const node = byId("beginning");
  node.hidden = !atStart;
  if (!atStart) return;
  const channel = channelNamed(state.channel);
  const isDirect = direct(state.channel) !== undefined;
  fill(
    node,
    h("div", { class: "beginning-hash", "aria-hidden": "true" }, isDirect ? "@" : "#"),
    h("p", { class: "beginning-title" }, isDirect ? calledChannel(channel) : `Welcome to ${calledChannel(channel)}!`),
    h("p", {}, isDirect ? `This is what the bot says to ${channel.name} alone.` : `This is the start of the ${calledChannel(channel)} channel.`),
  );
}

export function startLog() {
  on("message", take);
  scroller().addEventListener(
    "scroll",
    () => {
      following = isAtEnd();
      if (scroller().scrollTop < NEAR) older();
      if (following && !live) newer();
      if (following && live) byId("to-present").hidden = true;
    },
    { passive: true },
  );
  byId("to-present").addEventListener("click", async () => {
    await open();
    byId("message-text")?.focus();
    byId("to-present").hidden = true;
  });
  // Pictures arrive later than their message, and the keyboard of a phone takes half of the screen.
  const sizes = new ResizeObserver(() => {
    if (live && following) toEnd();
  });
  sizes.observe(scroller());
  sizes.observe(log());
}
