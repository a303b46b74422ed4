// Whose phone stands on the left: the people who called so far, the next one, and whether the
// number is shown.

import { anyCall } from "./actions.js";
import { h, icon, keyed, setText } from "./dom.js";
import { caller, chooseCaller, changed, freshCaller, world } from "./world.js";

// How many earlier callers are kept in reach beside the one in hand.
const KNOWN_MAX = 2;

export function nextCaller(kind) {
  const next = freshCaller(kind);
  if (next) chooseCaller(next.id);
  return next;
}

export function toggleHidden() {
  world.hideNumber = !world.hideNumber;
  changed();
}

export function buildCallers() {
  const name = h("h2", {});
  const number = h("p", { class: "side-number" });
  const chips = h("span", { class: "known" });
  const next = h("button", { type: "button", class: "caller-chip more", "aria-label": "Someone else calls", onclick: () => nextCaller("mobile") }, "Next", h("kbd", {}, "N"));
  const land = h("button", { type: "button", class: "caller-chip more", onclick: () => nextCaller("landline") }, "Landline");
  const hide = h("button", { type: "button", class: "switch", id: "hide-number", "aria-pressed": "false", onclick: toggleHidden },
    icon("hidden"), "Hide number", h("kbd", {}, "W"));
  const element = h("header", { class: "side-head" }, h("div", { class: "side-name" }, h("div", {}, name, number), hide),
    h("div", { class: "callers", role: "group", "aria-label": "Callers" }, chips, next, land));
  return { element, draw };

  function draw() {
    const person = caller();
    const used = world.state.callers.filter((one) => one.used && one.id !== person.id).slice(-KNOWN_MAX);
    const known = world.state.callers.filter((one) => one === person || used.includes(one));
    setText(name, person.name);
    setText(number, world.hideNumber ? "number hidden" : person.shown);
    keyed(chips, known.length > 1 ? known : [], (one) => one.id, buildChip, (element, one) => {
      element.setAttribute("aria-pressed", String(one.id === person.id));
      element.classList.toggle("busy", Boolean(one.call));
    });
    next.hidden = !freshCaller("mobile");
    land.hidden = !freshCaller("landline") || person.kind === "landline";
    next.disabled = land.disabled = Boolean(anyCall());
    hide.setAttribute("aria-pressed", String(world.hideNumber));
  }
}

function buildChip(person) {
  return h("button", { type: "button", class: "caller-chip", onclick: () => chooseCaller(person.id) }, person.name.split(" ")[0]);
}
