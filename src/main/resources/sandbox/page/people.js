// Who speaks: faces of members, and who the reader is.

import { byId, fill, h } from "./dom.js";
import { guild, memberNamed, on, recall, remember, set, state, tell } from "./state.js";

const HUES = 8;

/** A face: the bot's own, or the first letter on a colour of the member's. */
export function face(id, name, large = true) {
  const size = large ? "face" : "face small";
  if (state.about?.bot === id) return h("img", { class: size, src: "/page/icon.svg", alt: "", width: "40", height: "40" });
  const hue = [...String(id)].reduce((sum, digit) => (sum * 31 + Number(digit)) % 9973, 3) % HUES;
  return h("span", { class: `${size} hue-${hue}`, "aria-hidden": "true" }, ([...name][0] ?? "?").toUpperCase());
}

export const me = () => memberNamed(state.me);

function kinds(members) {
  return [
    ["Admin", members.filter((one) => one.admin)],
    ["Member", members.filter((one) => !one.admin && !one.silent)],
    ["Member without permissions", members.filter((one) => one.silent)],
  ];
}

function show() {
  const members = guild()?.members ?? [];
  if (!members.some((one) => one.id === state.me)) {
    const known = recall("me", null);
    const first = members.find((one) => one.id === known) ?? members.find((one) => one.admin) ?? members[0];
    if (first !== undefined) become(first.id);
  }
  const groups = kinds(members).filter(([, some]) => some.length > 0);
  const key = JSON.stringify(groups);
  const select = byId("me");
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    fill(select, groups.map(([label, some]) => h("optgroup", { label }, some.map((one) => h("option", { value: one.id }, one.name)))));
  }
  select.value = state.me ?? "";
  fill(byId("me-avatar"), state.me === null ? [] : face(state.me, me()?.name ?? "?"));
}

function become(id) {
  remember("me", id);
  set("me", id);
}

export function startPeople() {
  byId("me").addEventListener("change", (event) => {
    become(event.target.value);
    show();
    tell("became");
  });
  on("guilds channel about", show);
}
