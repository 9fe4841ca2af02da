// A command being filled in: its options as fields, the required ones first.

import { interact } from "./controls.js";
import { h } from "./dom.js";
import { field } from "./option-field.js";
import { send } from "./pending.js";
import { state } from "./state.js";

/** The form; done is called when it was sent or left. */
export function commandForm(command, done) {
  const fields = [];
  const hint = h("p", { class: "hint", id: "command-hint" }, command.description);
  const row = h("div", { class: "option-row" });
  const more = h("div", { class: "more-options" });
  const form = h("div", { class: "command-form", role: "group", "aria-label": `Command /${command.path}` }, hint, h("div", { class: "box" }, h("span", { class: "command-name" }, `/${command.path}`), row, more, goButton()));

  function goButton() {
    return h("button", { type: "button", class: "go", onclick: submit }, "Run");
  }

  function add(option, focus) {
    const one = field(command, option, () => valuesSoFar(option.name));
    one.input.addEventListener("focus", () => {
      hint.textContent = `${option.description}${option.required ? "" : " (optional)"}`;
    });
    one.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        submit();
      } else if (event.key === "Backspace" && one.input.value === "" && one.input.tagName === "INPUT") {
        event.preventDefault();
        if (option.required) done();
        else drop(option, one);
      }
    });
    fields.push(one);
    row.append(one.node);
    if (focus) one.input.focus();
  }

  function drop(option, one) {
    fields.splice(fields.indexOf(one), 1);
    one.node.remove();
    offer(option);
    (fields[fields.length - 1]?.input ?? more.querySelector("button") ?? form.querySelector(".go")).focus();
  }

  function offer(option) {
    const button = h("button", { type: "button", class: "chip", title: option.description }, `+ ${option.name}`);
    button.addEventListener("click", () => {
      button.remove();
      add(option, true);
    });
    more.append(button);
  }

  function valuesSoFar(except) {
    const values = {};
    for (const one of fields) {
      const value = one.option.name === except ? undefined : one.value();
      if (value !== undefined && value !== null) values[one.option.name] = value;
    }
    return values;
  }

  function submit() {
    const wrong = fields.filter((one) => !one.check());
    if (wrong.length > 0) {
      hint.textContent = wrong[0].problem();
      wrong[0].input.focus();
      hint.textContent = wrong[0].problem();
      return;
    }
    const options = valuesSoFar();
    const typed = fields.map((one) => (one.shown() === "" ? "" : ` ${one.option.name}: ${one.shown()}`)).join("");
    const channel = state.channel;
    send(`/${command.path}${typed}`, () => interact("discord/slash", { channel, command: command.path, options }));
    done();
  }

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
  });
  for (const option of command.options) {
    if (option.required) add(option, false);
    else offer(option);
  }
  return form;
}
