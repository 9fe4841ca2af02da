// What the reader has just done and what has not come back yet: shown in the same instant.

import { byId, h } from "./dom.js";
import { toEnd } from "./log.js";
import { face, me } from "./people.js";
import { state } from "./state.js";

/** Shows it as on its way; the result ends that, with the sentence that says what went wrong if it did. */
export function pending(what) {
  const note = h("span", { class: "pending-note" }, "Sending…");
  const node = h(
    "div",
    { class: "message pending" },
    h("div", { class: "message-face" }, face(state.me, me()?.name ?? "?")),
    h("div", { class: "message-body" }, h("div", { class: "message-head" }, h("span", { class: "author" }, me()?.name ?? "")), h("div", { class: "content" }, what, " ", note)),
  );
  byId("pending").append(node);
  toEnd();
  return (problem) => {
    if (problem === undefined) {
      node.remove();
      return;
    }
    node.classList.add("failed");
    note.textContent = problem;
    note.setAttribute("role", "alert");
    note.after(" ", h("button", { type: "button", class: "link-button", onclick: () => node.remove() }, "Dismiss"));
    toEnd();
  };
}

/** Sends it, and shows how far it is. */
export async function send(what, work) {
  const done = pending(what);
  try {
    await work();
    done();
  } catch (error) {
    done(error.message);
  }
}
