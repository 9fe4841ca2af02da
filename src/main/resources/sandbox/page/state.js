// What the page knows. The server knows it all: whatever is here can be asked for again.

export const state = {
  about: null,
  guilds: [],
  bot: { steered: false, running: false, ready: false },
  outbox: { counts: {}, rows: [], blocked: [], paces: [] },
  registered: [],
  directs: [],
  demo: { present: false, paused: false, speed: 1 },
  siteFaults: [],
  discordFaults: [],
  gateway: { connected: 0 },
  connected: false,
  channel: null,
  me: null,
};

const listeners = new Map();

export function on(names, listener) {
  for (const name of names.split(" ")) {
    if (!listeners.has(name)) listeners.set(name, []);
    listeners.get(name).push(listener);
  }
}

export function tell(name, data) {
  for (const listener of listeners.get(name) ?? []) listener(data);
}

export function set(name, value) {
  state[name] = value;
  tell(name, value);
}

export const guild = () => state.guilds.find((some) => some.channels.some((one) => one.id === state.channel)) ?? state.guilds[0];

export const channelNamed = (id) => state.guilds.flatMap((some) => some.channels).find((one) => one.id === id) ?? direct(id);

/** The bot's direct messages to a person, if that is what the channel is. */
export const direct = (id) => state.directs.find((one) => one.id === id);

/** Whose eyes look at the channel: direct messages are seen by whom they are for. */
export const reader = () => direct(state.channel)?.to ?? state.me;

/** How a channel is called in a sentence. */
export const calledChannel = (channel) => (state.directs.includes(channel) ? `Direct messages to ${channel.name}` : `#${channel?.name ?? ""}`);

export const memberNamed = (id) => state.guilds.flatMap((some) => some.members).find((one) => one.id === id);

export const roleNamed = (id) => state.guilds.flatMap((some) => some.roles).find((one) => one.id === id);

/** Whether one id is later than another: ids are numbers too large for JavaScript's. */
export function later(one, other) {
  return one.length === other.length ? one > other : one.length > other.length;
}

const remembered = (key) => `herald-sandbox.${key}`;

export function remember(key, value) {
  try {
    sessionStorage.setItem(remembered(key), JSON.stringify(value));
  } catch {
    // Storage is off or full: the page forgets a little more over a reload.
  }
}

export function recall(key, otherwise) {
  try {
    const text = sessionStorage.getItem(remembered(key));
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}
