// Leaderboards: scores submitted, and withdrawn by the site.

import { call, get, post } from "./api.js";
import { busy, byId, fill, h } from "./dom.js";

const SHOWN = 6;

let boards = [];
let about = () => ({});

const board = () => boards.find((one) => String(one.id) === byId("board").value);

/** The part of the panel; subject tells the chosen game and player, all players, and what to say when a score is submitted. */
export function leaderboards(subject) {
  about = subject;
  const score = h("input", { id: "board-score", type: "text", inputmode: "numeric", value: "12345" });
  const submit = h("button", { type: "button", class: "button" }, "Submit the score");
  submit.addEventListener("click", () =>
    busy(submit, async () => {
      const { game, player, say } = subject();
      if (!board()) await make(game);
      await post(`leaderboards/${board().id}/entries`, { player, score: Number(score.value) });
      say("The bot reads scores when a sitting is over: 13 minutes after the player's last sign of play. The first reading of a game is silent.");
      await showEntries();
    }),
  );
  const chosen = h("select", { id: "board" });
  chosen.addEventListener("change", () => showEntries());
  return h(
    "details",
    { class: "fold", ontoggle: showLeaderboards },
    h("summary", {}, h("h3", {}, "Leaderboards")),
    h("label", { class: "field-row", for: "board" }, h("span", {}, "Board"), chosen),
    h("label", { class: "field-row", for: "board-score" }, h("span", {}, "Score"), score),
    h("div", { class: "actions" }, submit),
    h("ul", { id: "board-entries", class: "tickets" }),
  );
}

async function make(game) {
  if (!game) throw new Error("Choose a game first.");
  await post("leaderboards", { game: game.game.id, title: "High score", description: "Score as much as you can" });
  await showLeaderboards();
}

/** Shows the leaderboards of the chosen game. */
export async function showLeaderboards() {
  const list = byId("board");
  if (!list || !list.closest("details").open) return;
  const game = about().game?.game.id;
  boards = (await get("leaderboards").catch(() => [])).filter((one) => one.gameId === game);
  const before = list.value;
  const option = (one) => h("option", { value: String(one.id) }, `${one.title}${one.format === "MILLISECS" ? " (hundredths of a second)" : ""}`);
  fill(list, boards.length ? boards.map(option) : h("option", { value: "" }, "A new one"));
  if (boards.some((one) => String(one.id) === before)) list.value = before;
  await showEntries();
}

async function showEntries() {
  const all = board() ? await get(`leaderboards/${board().id}/entries`).catch(() => []) : [];
  const best = all.sort((one, other) => (board().lowerIsBetter ? one.score - other.score : other.score - one.score));
  fill(byId("board-entries"), best.slice(0, SHOWN).map(entry), best.length > SHOWN ? h("li", { class: "dim" }, `and ${best.length - SHOWN} others`) : null);
}

function entry(one, place) {
  const name = about().players.find((some) => some.ulid === one.player)?.displayName ?? one.player;
  const button = h("button", { type: "button", class: "button small" }, "Withdraw", h("span", { class: "hidden" }, ` the score of ${name}`));
  button.addEventListener("click", () =>
    busy(button, async () => {
      await call("DELETE", `leaderboards/${one.board}/entries/${encodeURIComponent(one.player)}`);
      await showEntries();
    }),
  );
  return h("li", {}, h("span", {}, h("strong", {}, `${place + 1}. ${name} `), one.score.toLocaleString("en")), button);
}
