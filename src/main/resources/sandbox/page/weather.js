// The Weather panel: faults on both sides, and how the bot copes.

import { additions } from "./additions.js";
import { call, post } from "./api.js";
import { busy, byId, fill, h, toast } from "./dom.js";
import { outbox } from "./outbox.js";
import { channelNamed, direct, guild, on, state } from "./state.js";

const SITE = [
  ["fine", "Fine", null],
  ["MAINTENANCE", "Down", { kind: "maintenance" }],
  ["THROTTLED", "Throttling", { kind: "throttled", time: "5s" }],
  ["DELAY", "Slow", { kind: "delay", time: "6s" }],
  ["HTML", "Sends HTML", { kind: "html" }],
];
const DISCORD = [
  ["fine", "Fine", null],
  ["STATUS", "Fails (500)", { kind: "status", status: 500, where: "sends" }],
  ["CUT_AFTER", "Cuts connections", { kind: "cut-after", where: "sends" }],
  ["DELAY", "Slow", { kind: "delay", time: "4s", where: "sends" }],
  ["THROTTLED", "Limits (429)", { kind: "throttled", time: "3s", where: "sends" }],
];

function weather(legend, name, kinds, path, faults) {
  const set = h("fieldset", { class: "segments" }, h("legend", {}, legend));
  for (const [value, label, order] of kinds) {
    const id = `${name}-${value}`;
    const input = h("input", { type: "radio", name, id, value });
    input.addEventListener("change", () => {
      busy(set, async () => {
        await call("DELETE", path);
        if (order) await post(path, order);
      });
    });
    set.append(h("span", { class: "segment" }, input, h("label", { for: id }, label)));
  }
  on(faults, () => {
    const kind = state[faults].length === 0 ? "fine" : state[faults][0].kind ?? state[faults][0].fault.kind;
    for (const input of set.querySelectorAll("input")) input.checked = input.value === kind;
  });
  return set;
}

function once(label, title, work) {
  const button = h("button", { type: "button", class: "button", title }, label);
  button.addEventListener("click", () => busy(button, work));
  return button;
}

const disturb = (request, said) => async () => {
  await post("discord/gateway", request);
  toast(said);
};

function refusal() {
  const box = h("input", { type: "checkbox", id: "refuse", role: "switch" });
  const label = h("label", { for: "refuse" });
  box.addEventListener("change", () => {
    const refuse = box.checked;
    busy(box, () => call("PUT", `discord/channels/${state.channel}/permissions`, { who: "bot", [refuse ? "deny" : "allow"]: ["view-channel", "send-messages"] }));
  });
  const show = () => {
    const channel = channelNamed(state.channel);
    label.textContent = `Lock the bot out of #${channel?.name ?? ""}`;
    if (box.getAttribute("aria-busy") !== "true") box.checked = channel ? !channel.botMayPost : false;
  };
  const node = h("div", { class: "switch" }, box, label);
  on("guilds channel", () => {
    node.hidden = direct(state.channel) !== undefined;
    show();
  });
  return node;
}

const isElsewhere = () => !state.bot.steered && state.gateway.connected > 0;

const elsewhere = () => (isElsewhere() ? "It was started elsewhere and is connected." : "No bot is connected. Start yours with the settings the sandbox printed.");

function process() {
  const kill = once("Kill it", "SIGKILL, like a power cut", () => post("bot/kill"));
  kill.classList.add("danger");
  const stop = once("Stop", "SIGTERM; it finishes what it's doing", () => post("bot/stop"));
  const start = once("Start", "Start it again", () => post("bot/start"));
  start.classList.add("success");
  const word = h("p", { class: "bot-word", role: "status" });
  const node = h("section", { class: "card", "aria-labelledby": "process-title" }, h("h3", { id: "process-title" }, "The bot's process"), word, h("div", { class: "actions three" }, kill, stop, start));
  const show = () => {
    const { steered, running, ready } = state.bot;
    kill.disabled = !running;
    stop.disabled = !running;
    start.disabled = running || !steered;
    word.textContent = !steered ? elsewhere() : ready ? "It's running and connected." : running ? "It's starting…" : "It's dead. Nothing that happens in the meantime is lost.";
    word.dataset.state = ready || isElsewhere() ? "up" : running ? "starting" : "down";
  };
  on("bot gateway", show);
  show();
  return node;
}

export function startWeather() {
  fill(
    byId("panel-weather"),
    process(),
    outbox(),
    h("section", { class: "card", "aria-labelledby": "site-title" }, h("h3", { id: "site-title" }, "Over RetroAchievements"), weather("The site", "site", SITE, "site/faults", "siteFaults")),
    h(
      "section",
      { class: "card", "aria-labelledby": "discord-title" },
      h("h3", { id: "discord-title" }, "Over Discord"),
      weather("Posting", "discord", DISCORD, "discord/faults", "discordFaults"),
      refusal(),
      h(
        "div",
        { class: "actions three" },
        once("Close gateway", "With code 4000; the bot resumes", disturb({ event: "close" }, "The gateway's connection was closed.")),
        once("Cut gateway", "Without warning", disturb({ event: "cut" }, "The gateway's connection was cut.")),
        once("Forget session", "The bot has to start a new session", disturb({ event: "invalidate", flag: false }, "Discord has forgotten the bot's session.")),
      ),
      additions(),
    ),
  );
  const badge = () => {
    const { running, ready, steered } = state.bot;
    const node = byId("bot-state");
    const word = !state.connected ? "reconnecting…" : !steered ? (isElsewhere() ? "bot online" : "no bot") : ready ? "bot online" : running ? "bot starting…" : "bot dead";
    if (node.textContent !== word) node.textContent = word;
    node.dataset.state = !state.connected ? "lost" : ready || isElsewhere() ? "up" : running ? "starting" : "down";
  };
  on("bot connected gateway", badge);
  on("guilds", () => byId("backstage").toggleAttribute("data-empty", guild() === undefined));
}
