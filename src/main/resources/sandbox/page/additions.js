// What an admin adds to a server: channels, announcement channels and roles.

import { post } from "./api.js";
import { busy, byId, h } from "./dom.js";
import { guild } from "./state.js";

const MAX_NAME = 100;

export function additions() {
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, h("h3", {}, "Add to the server")),
    h("label", { class: "field-row", for: "new-name" }, h("span", {}, "Name"), h("input", { type: "text", id: "new-name", maxlength: String(MAX_NAME), autocomplete: "off" })),
    h(
      "div",
      { class: "actions three" },
      add("Channel", "channels", (name) => ({ name: asChannel(name) })),
      add("News channel", "channels", (name) => ({ name: asChannel(name), announcement: true }), "An announcement channel, whose messages can be published"),
      add("Role", "roles", (name) => ({ name, mentionable: true }), "A role that everybody may mention"),
    ),
    h("p", { class: "note", id: "new-note", role: "status" }, "For /feed set, /feed publish and /feed mention."),
  );
}

/** Discord's client writes channels' names like this. */
const asChannel = (name) => name.toLowerCase().replace(/\s+/g, "-");

function add(label, what, request, title) {
  const button = h("button", { type: "button", class: "button", title }, label);
  button.addEventListener("click", () =>
    busy(button, async () => {
      const name = byId("new-name").value.trim();
      if (!name) throw new Error("Give it a name first.");
      const made = request(name);
      await post(`discord/guilds/${guild().id}/${what}`, made);
      byId("new-name").value = "";
      byId("new-note").textContent = `${label} added: ${made.name}`;
    }),
  );
  return button;
}
