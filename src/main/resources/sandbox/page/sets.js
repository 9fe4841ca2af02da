// A game's set: completed, revised and requested.

import { post } from "./api.js";
import { busy, byId, h } from "./dom.js";

const DEVELOPER = "SetBuilder";
const ADDED = 3;

/** The part of the panel; subject tells whose set it is, and who requests it. */
export function sets(subject) {
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, h("h3", {}, "Sets")),
    h(
      "div",
      { class: "actions" },
      action("Complete the set", subject, (game) => post("sets/complete", { game: game.id, developers: [DEVELOPER] }).then((version) => `${DEVELOPER} has ${version.number > 1 ? "revised" : "completed"} the set of ${game.title}`)),
      action(`Add ${ADDED} achievements`, subject, (game) =>
        post("sets/revise", { game: game.id, title: "One more thing", points: 5, count: ADDED, developers: [DEVELOPER] }).then(() => `${DEVELOPER} has added ${ADDED} achievements to ${game.title}`),
      ),
      action("Request the set", subject, (game, player) => post("sets/requests", { game: game.id, player }).then(() => `${player} has requested a set for ${game.title}`)),
    ),
    h("p", { class: "note", id: "sets-note", role: "status" }, "For these, a channel needs the kind: /feed set with kind:sets."),
  );
}

function action(label, subject, work) {
  const button = h("button", { type: "button", class: "button" }, label);
  button.addEventListener("click", () =>
    busy(button, async () => {
      const { game, player } = subject();
      if (!game) throw new Error("Choose a game first.");
      byId("sets-note").textContent = `${await work(game, player)}. The bot looks every 15 minutes, and when it starts.`;
    }),
  );
  return button;
}
