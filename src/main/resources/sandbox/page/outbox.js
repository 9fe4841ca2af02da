// The bot's outbox: how many messages are waiting, why, and until when.

import { fill, h } from "./dom.js";
import { channelNamed, on, state } from "./state.js";

const SHOWN = 12;
const ELSEWHERE = "The outbox of a bot that was started elsewhere can't be seen from here.";
const REASONS = {
  CHANNEL_GONE: "the channel is gone",
  SERVER_LEFT: "the bot isn't in the server",
  NO_VIEW: "the bot can't see the channel",
  NO_SEND: "the bot can't write there",
  NO_SEND_IN_THREADS: "the bot can't write in threads there",
  NO_EMBEDS: "the bot can't post embeds there",
  SENDING_DISABLED: "Discord has turned off messages there",
  WRONG_KIND: "nobody can post in that kind of channel",
  THREAD_CLOSED: "the thread is archived or locked",
  FORBIDDEN: "Discord won't let the bot post",
};

export function outbox() {
  const count = h("p", { class: "outbox-count", role: "status" });
  const list = h("ul", { class: "outbox" });
  const node = h("section", { class: "card", "aria-labelledby": "outbox-title" }, h("h3", { id: "outbox-title" }, "The outbox"), count, list);
  const show = () => {
    const { counts, rows, blocked, paces } = state.outbox;
    if (!state.bot.steered) {
      if (count.textContent !== ELSEWHERE) fill(count, ELSEWHERE);
      fill(list);
      return;
    }
    const waiting = (counts.pending ?? 0) + (counts.sending ?? 0);
    const words = waiting === 0 ? "Nothing is waiting" : waiting === 1 ? "1 message is waiting" : `${waiting} messages are waiting`;
    const sent = counts.sent ? `, ${counts.sent} sent` : "";
    if (count.textContent !== words + sent + ".") fill(count, h("strong", {}, words), `${sent}.`);
    count.dataset.waiting = String(waiting);
    fill(list, blocked.map(blockage), paces.filter(holdsUp).map(pause), rows.slice(0, SHOWN).map(entry), waiting > SHOWN ? h("li", { class: "dim" }, `and ${waiting - SHOWN} more`) : null);
  };
  on("outbox bot", show);
  setInterval(() => {
    if (state.outbox.rows.length > 0 && !document.hidden) show();
  }, 1000);
  show();
  return node;
}

function blockage(feed) {
  const name = channelNamed(feed.channel)?.name ?? "a channel";
  return h("li", { class: "blocked" }, h("span", {}, h("strong", {}, `#${name}`), ` ${REASONS[feed.reason] ?? feed.reason}`), feed.until ? h("span", { class: "until" }, `next try ${until(feed.until)}`) : null);
}

/** Whether the limit on lists is holding a server's messages up. */
const holdsUp = (pace) => new Date(pace.until) > Date.now() && state.outbox.rows.some((row) => row.guild === pace.guild && row.turn === "LIST");

const pause = (pace) =>
  h("li", { class: "paced" }, h("span", {}, "A server gets at most five lists a minute."), h("span", { class: "until" }, `next list ${until(pace.until)}`));

function entry(row) {
  const what = row.state === "sending" ? (state.bot.running ? "being sent" : "was being sent when the bot died") : waitsFor(row);
  return h(
    "li",
    { class: row.state },
    h("span", { class: "what" }, h("strong", {}, row.who), ` ${row.what}`),
    h("span", { class: "until" }, what),
    row.problem && !state.outbox.blocked.some((feed) => feed.guild === row.guild && feed.reason === row.problem) ? h("span", { class: "problem" }, REASONS[row.problem] ?? row.problem) : null,
  );
}

function waitsFor(row) {
  if (!state.bot.running) return "until the bot is back";
  if (state.outbox.blocked.some((feed) => feed.guild === row.guild)) return "until the channel works again";
  if (row.turn === "LATER") return "waiting its turn";
  const tries = row.attempts > 0 ? `tried ${row.attempts} time${row.attempts === 1 ? "" : "s"}, ` : "";
  const next = until(row.until);
  if (next !== "now") return `${tries}next ${next}`;
  if (row.turn !== "LIST") return `${tries}next in line`;
  const pace = state.outbox.paces.find((one) => one.guild === row.guild);
  const list = pace === undefined ? "now" : until(pace.until);
  return list === "now" ? `${tries}in the next list` : `${tries}in the next list, ${list}`;
}

function until(moment) {
  const seconds = Math.round((new Date(moment) - Date.now()) / 1000);
  if (seconds <= 1) return "now";
  return seconds < 90 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`;
}
