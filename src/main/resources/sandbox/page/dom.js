// Everything that is shown is made here, node by node: text stays text, whoever wrote it.

export function h(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Puts these in the place of what is there. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The address if it leads to a page, else null: no other scheme is ever linked. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export function link(address, ...children) {
  const href = webAddress(address);
  return href === null
    ? h("span", {}, ...children)
    : h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

/** A short message that goes by itself. */
export function toast(text, kind = "good") {
  const node = h("p", { class: `toast ${kind}` }, text);
  const toasts = byId("toasts");
  toasts.append(node);
  while (toasts.children.length > 3) toasts.firstChild.remove();
  setTimeout(() => node.remove(), kind === "bad" ? 9000 : 4500);
}

/** Runs what a control does; the control shows at once that it was pressed, and cannot be pressed twice. */
export async function busy(control, work) {
  if (control.getAttribute("aria-busy") === "true") return;
  control.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    toast(error.message, "bad");
  } finally {
    control.removeAttribute("aria-busy");
  }
}
