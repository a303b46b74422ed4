// The keyboard: one letter each, never while somebody types or holds a modifier.

import { act, ACTIONS, can } from "./actions.js";
import { nextCaller, toggleHidden } from "./callers.js";
import { h } from "./dom.js";
import { caller } from "./world.js";
import { nextStory, runStory, stopStory } from "./story_runner.js";

// 1 at the owner's keypad, and the shifted digits start a story.
const EXTRA = [
  ["n", "Someone else calls", () => nextCaller("mobile")],
  ["w", "Hide or show the caller's number", toggleHidden],
  ["r", "Write as the caller", () => focusField("caller")],
  ["e", "Write as the owner", () => focusField("owner")],
  ["t", "Play the next story", () => nextStory()],
  ["?", "These keys", () => document.getElementById("keys").showModal()],
];
const WORDS = {
  call: "Call", hang_up: "Caller hangs up", speak: "Caller leaves a message", answer: "Owner answers",
  decline: "Owner declines", voicemail: "Owner's voicemail picks up", press: "Owner presses 1",
  owner_hang_up: "Owner hangs up", stop: "Caller texts STOP", carrier: "Carrier down or up",
  server: "Kill or start the server", kill_mid_send: "Kill the server in mid-send",
};

export function buildKeys() {
  const list = document.getElementById("keys-list");
  const row = (key, words) => list.append(h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)));
  for (const [name, words] of Object.entries(WORDS)) row(ACTIONS[name].key.toUpperCase(), words);
  for (const [key, words] of EXTRA) row(key.toUpperCase(), words);
  row("Shift 1–9", "Play story 1 to 9");
  row("Esc", "Stop the story");
  document.getElementById("keys-open").addEventListener("click", () => document.getElementById("keys").showModal());
  document.addEventListener("keydown", pressed);
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (isField(event.target)) event.target.blur();
    return stopStory();
  }
  if (isField(event.target)) return;
  const shifted = event.shiftKey && /^Digit[1-9]$/.test(event.code);
  if (shifted) return void runStory(Number(event.code.at(-1)) - 1);
  const key = event.key.toLowerCase();
  const extra = EXTRA.find(([letter]) => letter === key);
  if (extra) {
    event.preventDefault();
    return extra[2]();
  }
  const action = Object.keys(WORDS).find((name) => ACTIONS[name].key === key && can(name));
  if (!action || event.shiftKey) return;
  event.preventDefault();
  stopStory();
  act(action);
}

function isField(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select, [contenteditable]");
}

function focusField(side) {
  if (side === "caller" && caller()?.kind !== "mobile") return;
  const field = document.querySelector(`#${side} .composer input`);
  document.querySelector(`#tabs [data-panel="${side}"]`)?.click();
  field?.focus();
}
