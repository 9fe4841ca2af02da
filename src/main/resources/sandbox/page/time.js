// Moments as Discord writes them, in the reader's own time zone and language.

const formats = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
  F: { dateStyle: "full", timeStyle: "short" },
};

export const written = (date, style) => new Intl.DateTimeFormat(undefined, formats[style] ?? formats.f).format(date);

const UNITS = [
  ["year", 31557600],
  ["month", 2629800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const distance = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export function relative(date, now = Date.now()) {
  const seconds = (date.getTime() - now) / 1000;
  const [unit, length] = UNITS.find(([, some]) => Math.abs(seconds) >= some) ?? UNITS[5];
  return distance.format(Math.trunc(seconds / length), unit);
}

const sameDay = (one, other) => one.toDateString() === other.toDateString();

/** As above a message: the time today, else the date. */
export function stamp(date, now = new Date()) {
  const time = written(date, "t");
  if (sameDay(date, now)) return time;
  const yesterday = new Date(now.getTime() - 86400000);
  return sameDay(date, yesterday) ? `Yesterday at ${time}` : `${written(date, "d")} ${time}`;
}

export function dayOf(date) {
  return written(date, "D");
}

/** Keeps what says "3 minutes ago" true, wherever it stands. */
export function keepTrue() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-relative]")) {
      node.textContent = relative(new Date(node.dateTime));
    }
  }, 5000);
}
