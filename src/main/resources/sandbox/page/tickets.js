// Tickets about achievements: filed, and resolved.

import { call, get, post } from "./api.js";
import { busy, byId, fill, h } from "./dom.js";

const SHOWN = 6;

/** The part of the panel; subject tells which achievement a new ticket is about, and who files it. */
export function tickets(subject) {
  const notes = h("input", { id: "ticket-notes", type: "text", maxlength: "300", placeholder: "What's wrong?", value: "It didn't pop at the end of the level." });
  const file = h("button", { type: "button", class: "button" }, "File a ticket");
  file.addEventListener("click", () =>
    busy(file, async () => {
      const { achievement, reporter } = subject();
      if (!achievement) throw new Error("Choose an achievement first.");
      await post("tickets", { achievement: achievement.id, reporter, type: 2, notes: notes.value, hardcore: true });
      await showTickets();
    }),
  );
  return h(
    "details",
    { class: "fold", ontoggle: showTickets },
    h("summary", {}, h("h3", {}, "Tickets")),
    h("label", { class: "field-row", for: "ticket-notes" }, h("span", {}, "Notes"), notes),
    h("div", { class: "actions" }, file),
    h("ul", { id: "tickets", class: "tickets" }),
  );
}

export async function showTickets() {
  const list = byId("tickets");
  if (!list || !list.closest("details").open) return;
  const all = await get("tickets").catch(() => []);
  const open = all.filter((one) => one.state === "OPEN" || one.state === "REQUEST");
  const latest = open.sort((one, other) => other.id - one.id).slice(0, SHOWN);
  fill(list, latest.map(entry), open.length > SHOWN ? h("li", { class: "dim" }, `and ${open.length - SHOWN} older ones`) : null);
}

function entry(ticket) {
  const button = h("button", { type: "button", class: "button small" }, "Resolve", h("span", { class: "hidden" }, ` ticket ${ticket.id}`));
  button.addEventListener("click", () =>
    busy(button, async () => {
      await call("PATCH", `tickets/${ticket.id}`, { state: "resolved", resolver: "SetBuilder" }).catch(() => call("PATCH", `tickets/${ticket.id}`, { state: "resolved" }));
      await showTickets();
    }),
  );
  return h("li", {}, h("span", {}, h("strong", {}, `#${ticket.id} `), (ticket.notes || "no notes").replace(/<br\s*\/?>/gi, " ")), button);
}
