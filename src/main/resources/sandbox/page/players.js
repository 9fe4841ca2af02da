// The Players panel: what players do on RetroAchievements.

import { get, post } from "./api.js";
import { busy, byId, fill, h } from "./dom.js";
import { guild, on, recall, remember, state, tell } from "./state.js";
import { pace } from "./pace.js";
import { sets } from "./sets.js";
import { leaderboards, showLeaderboards } from "./leaderboards.js";
import { showTickets, tickets } from "./tickets.js";

const MARATHON = "Forty Winks";
const BURST = 40;
const NECESSARY = ["progression", "win_condition"];
const AWARD = "an award within two minutes";

let players = [];
let games = [];
let owned = new Map();

const player = () => byId("ra-player").value;
const game = () => games.find((one) => String(one.game.id) === byId("ra-game").value);
const achievement = () => game()?.achievements.find((one) => String(one.id) === byId("ra-achievement").value);

function layout() {
  fill(
    byId("panel-players"),
    pace(),
    h("h3", {}, "Make something happen on RetroAchievements"),
    h("div", { class: "form" }, labelled("ra-player", "Player"), h("p", { id: "ra-hint", class: "player-hint", role: "status", hidden: true }), labelled("ra-game", "Game"), labelled("ra-achievement", "Achievement")),
    h("div", { id: "ra-card", class: "ra-card" }),
    h("div", { class: "actions" }, action("Unlock in hardcore", "gold", () => unlock({ hardcore: true })), action("Unlock in casual", "silver", () => unlock({ hardcore: false }))),
    h(
      "div",
      { class: "actions" },
      action("Offline, 3 days ago", "", () => unlock({ hardcore: true, date: "-3d" }), "An unlock that only reaches the site now"),
      action("Upgrade to hardcore", "", upgrade, "If the player has the chosen achievement in casual"),
      action("Beat the game", "", beat, "The achievements that the story needs, as far as the player is missing them"),
      action("Mastery", "", mastery, "Everything the player is missing in this game"),
      action(`Burst of ${BURST}`, "", burst, "All at once, in a separate game"),
      action("Turn the week", "", turnTheWeek, "The chosen achievement becomes the achievement of the week"),
    ),
    h("p", { class: "note", id: "ra-note", role: "status" }, "The bot finds it at its next poll, usually within seconds."),
    sets(() => ({ game: game()?.game, player: player() })),
    tickets(() => ({ achievement: achievement(), reporter: player() })),
    leaderboards(() => ({ game: game(), player: player(), players, say })),
  );
  byId("ra-player").addEventListener("change", () => {
    remember("player", player());
    refresh();
  });
  byId("ra-game").addEventListener("change", () => {
    showAchievements();
    showLeaderboards();
  });
  byId("ra-achievement").addEventListener("change", showCard);
}

const labelled = (id, label) => h("label", { class: "field-row", for: id }, h("span", {}, label), h("select", { id }));

function action(label, kind, work, title) {
  const button = h("button", { type: "button", class: `button ${kind}`.trim(), title }, label);
  button.addEventListener("click", () =>
    busy(button, async () => {
      try {
        await work();
      } catch (error) {
        say(error.message);
        await look().catch(() => {});
        showAchievements(true);
        throw error;
      }
    }),
  );
  return button;
}

async function load() {
  [players, games] = await Promise.all([get("players"), get("games")]);
  games = games.filter((one) => one.game.consoleName !== "Events");
  tell("players", players);
  showPlayers();
  await refresh();
}

function showPlayers() {
  const own = new Map((guild()?.members ?? []).filter((one) => one.player).map((one) => [one.player, one.name]));
  const member = (one) => registeredAs(one) ?? own.get(one.displayName) ?? own.get(one.username);
  const here = players.filter(member);
  const others = players.filter((one) => !here.includes(one) && !one.deleted);
  const option = (one) => h("option", { value: one.username }, member(one) ? `${one.displayName} (${member(one)})` : one.displayName);
  const before = recall("player", "");
  fill(byId("ra-player"), here.length ? h("optgroup", { label: "Members of the server" }, here.map(option)) : null, others.length ? h("optgroup", { label: "Others" }, others.map(option)) : null);
  if (players.some((one) => one.username === before)) byId("ra-player").value = before;
  const chosen = byId("ra-game").value;
  fill(byId("ra-game"), games.map((one) => h("option", { value: String(one.game.id) }, `${one.game.title} (${one.game.consoleName})`)));
  if (games.some((one) => String(one.game.id) === chosen)) byId("ra-game").value = chosen;
}

/** The member who is registered as the player, who needn't be the one whose player it is. */
function registeredAs(one) {
  const link = state.registered.find((some) => some.guild === guild()?.id && some.player === one.ulid);
  return guild()?.members.find((some) => some.id === link?.member)?.name;
}

/** Fetches the player's unlocks, so that the list shows what's left. */
async function refresh() {
  showHint();
  if (!player()) return;
  await look();
  showAchievements();
}

async function look() {
  const unlocks = await get(`players/${encodeURIComponent(player())}/unlocks`);
  owned = new Map(unlocks.map((one) => [one.achievementId, one.hardcore]));
}

const chosenPlayer = () => players.find((one) => one.username === player());

/** Whether nobody is registered as the player; unknown if the bot was started elsewhere. */
function isUnheard() {
  const ulid = chosenPlayer()?.ulid;
  return state.bot.steered && ulid !== undefined && !state.registered.some((one) => one.guild === guild()?.id && one.player === ulid);
}

function showHint() {
  const node = byId("ra-hint");
  const words = isUnheard() ? `Nobody is registered as ${called()}, so nothing will be announced. Type in the chat: /register username:${called()}` : "";
  node.hidden = words === "";
  if (node.textContent !== words) node.textContent = words;
}

const called = () => chosenPlayer()?.displayName ?? player();

const ending = () => (isUnheard() ? `, but nobody is registered as ${called()}, so nothing is announced.` : ".");

/** Keeps the chosen achievement while it can still be unlocked, or always if `staying`. */
function showAchievements(staying = false) {
  const list = game()?.achievements ?? [];
  const before = byId("ra-achievement").value;
  const has = (one) => ({ true: "● ", false: "◐ ", undefined: "○ " })[owned.get(one.id)];
  fill(byId("ra-achievement"), list.map((one) => h("option", { value: String(one.id) }, `${has(one)}${one.title} · ${one.points}`)));
  const kept = list.find((one) => String(one.id) === before && (staying || owned.get(one.id) !== true));
  const next = kept ?? list.find((one) => !owned.has(one.id)) ?? list[0];
  if (next) byId("ra-achievement").value = String(next.id);
  showCard();
}

function showCard() {
  const one = achievement();
  if (!one) {
    fill(byId("ra-card"), h("p", {}, "This game has no achievements."));
    return;
  }
  const has = owned.get(one.id);
  const mode = has === undefined ? "not unlocked yet" : has ? "unlocked in hardcore" : "unlocked in casual";
  fill(
    byId("ra-card"),
    h("img", { src: `/pictures/Badge/${one.badgeName}.png`, alt: "", width: "56", height: "56" }),
    h("div", {}, h("strong", {}, one.title), h("p", {}, one.description), h("p", { class: "dim" }, `${one.points} points · ${mode}`)),
  );
}

function say(text) {
  byId("ra-note").textContent = text;
}

async function unlock(how) {
  const one = achievement();
  if (!one) throw new Error("Choose an achievement first.");
  say(`Unlocking ${one.title}…`);
  await post("unlocks", { player: player(), achievement: one.id, ...how });
  say(`${called()} has unlocked ${one.title}${how.date ? ", three days ago" : ""}${how.hardcore ? "" : " in casual"}${ending()}`);
  told();
  await refresh();
}

const told = () => tell("unlocked", { ulid: chosenPlayer()?.ulid });

async function upgrade() {
  const one = achievement();
  if (!one) throw new Error("Choose an achievement first.");
  await look();
  if (owned.get(one.id) !== false) throw new Error(cannotUpgrade(one));
  await post("unlocks/upgrade", { player: player(), achievement: one.id });
  say(`${called()} has ${one.title} in hardcore now${ending()}`);
  told();
  await refresh();
}

/** Explains why this one can't be upgraded, and which ones can. */
function cannotUpgrade(one) {
  const why = owned.get(one.id) ? `${called()} has ${one.title} in hardcore already.` : `${called()} hasn't unlocked ${one.title} yet.`;
  const titles = games.flatMap((some) => some.achievements.filter((other) => owned.get(other.id) === false).map((other) => `${other.title} (${some.game.title})`));
  if (titles.length === 0) return `${why} Unlock something in casual first, and upgrade that.`;
  return `${why} You can upgrade ${titles.slice(0, 3).join(", ")}${titles.length > 3 ? " and others" : ""}.`;
}

async function mastery() {
  const list = game()?.achievements.filter((one) => one.promoted) ?? [];
  const count = await earn(list, `${called()} has already mastered this game.`, (lacking) => post("unlocks/burst", { player: player(), game: game().game.id, count: lacking.length }));
  say(`${called()} has mastered ${game().game.title}: ${count} unlocks, and ${AWARD}${ending()}`);
  await refresh();
}

async function beat() {
  const list = game()?.achievements.filter((one) => one.promoted && NECESSARY.includes(one.type)) ?? [];
  if (list.length === 0) throw new Error("Nothing in this game counts for beating it.");
  const count = await earn(list, `${called()} has already beaten this game.`, async (lacking) => {
    for (const one of lacking) await post("unlocks", { player: player(), achievement: one.id });
  });
  say(`${called()} has beaten ${game().game.title}: ${count} unlocks, and ${AWARD}${ending()}`);
  await refresh();
}

/** Upgrades what the player has in casual, and unlocks what they lack. */
async function earn(list, nothing, unlockAll) {
  await look();
  const lacking = list.filter((one) => !owned.has(one.id));
  const casual = list.filter((one) => owned.get(one.id) === false);
  if (lacking.length + casual.length === 0) throw new Error(nothing);
  for (const one of casual) await post("unlocks/upgrade", { player: player(), achievement: one.id });
  if (lacking.length > 0) await unlockAll(lacking);
  told();
  return lacking.length + casual.length;
}

async function burst() {
  say(`${BURST} unlocks…`);
  const roomy = games.find((one) => one.game.title.startsWith(MARATHON) && one.achievements.filter((some) => !owned.has(some.id)).length >= BURST);
  const id = roomy?.game.id ?? (await marathon());
  await post("unlocks/burst", { player: player(), game: id, count: BURST });
  say(`${called()} has ${BURST} more unlocks${ending()}`);
  told();
  await load();
}

async function turnTheWeek() {
  const one = achievement();
  if (!one) throw new Error("Choose an achievement first.");
  await post("event-achievements/turn", { achievement: one.id });
  say(`${one.title} is the achievement of the week now. The bot looks every hour, after midnight UTC and when it starts: restart it under Weather to see it at once.`);
}

async function marathon() {
  const number = games.filter((one) => one.game.title.startsWith(MARATHON)).length + 1;
  const made = await post("games", { title: number === 1 ? MARATHON : `${MARATHON} ${number}`, console: "Game Boy" });
  await post("achievements", { game: made.id, title: "Wink", description: "Nod off, and wake up richer", points: 5, count: BURST });
  return made.id;
}

/** Chooses the player whose unlocks come next. */
export function choosePlayer(displayName) {
  const one = players.find((some) => some.displayName === displayName);
  if (!one) return;
  remember("player", one.username);
  byId("ra-player").value = one.username;
  refresh().catch((error) => say(error.message));
}

export function startPlayers() {
  layout();
  let members = "";
  on("guilds", () => {
    const now = JSON.stringify(guild()?.members ?? []);
    if (now === members) return;
    members = now;
    load().catch((error) => say(error.message));
  });
  on("registered", showPlayers);
  on("registered bot", showHint);
  on("shown:players", () => {
    load().catch((error) => say(error.message));
    showTickets();
    showLeaderboards();
  });
  on("connected", () => {
    if (state.connected) showTickets();
  });
}
