// Phone width: tabs choose which of the three parts is seen, and a bar at the bottom keeps the
// newest thought and the buttons of this moment in reach.

import { act, ACTIONS, can } from "./actions.js";
import { h, setText } from "./dom.js";
import { isStage, isStep } from "./groups.js";
import { owner, world } from "./world.js";

export function buildTabs(tabs, stage) {
  const buttons = [...tabs.children];
  const seen = { desk: 0, caller: 0, owner: 0 };
  const choose = (panel) => {
    stage.dataset.panel = panel;
    for (const button of buttons) {
      const chosen = button.dataset.panel === panel;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) button.dataset.news = "";
    }
  };
  tabs.addEventListener("click", (event) => {
    const panel = event.target.closest("[data-panel]")?.dataset.panel;
    if (!panel) return;
    choose(panel);
    // On a phone's width the parts are taller than what is left under the headline.
    const top = tabs.offsetTop;
    if (tabs.offsetParent && window.scrollY < top) window.scrollTo({ top, behavior: "smooth" });
  });
  tabs.addEventListener("keydown", (event) => {
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!turn) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + turn + buttons.length) % buttons.length];
    choose(next.dataset.panel);
    next.focus();
  });
  choose("caller");
  return function draw() {
    const counts = {
      desk: world.entries.length,
      caller: world.state.callers.reduce((sum, one) => sum + one.messages.length, 0),
      owner: owner().messages.length,
    };
    for (const button of buttons) {
      const { panel } = button.dataset;
      if (stage.dataset.panel === panel || counts[panel] < seen[panel]) seen[panel] = counts[panel];
      const busy = panel === "owner" && owner().call?.phase === "ringing";
      button.dataset.news = busy ? "ring" : counts[panel] > seen[panel] ? "new" : "";
    }
  };
}

const ROW = ["call", "speak", "hang_up", "decline", "voicemail", "answer", "press", "owner_hang_up"];
const COLOURS = { call: "green", answer: "green", press: "green", hang_up: "red", decline: "red", owner_hang_up: "red" };
const LABELS = { hang_up: "Caller hangs up", owner_hang_up: "Owner hangs up", speak: "Leave a message" };

export function buildDock(ticker, row) {
  ticker.addEventListener("click", () => document.querySelector('#tabs [data-panel="desk"]').click());
  const buttons = ROW.map((name) => {
    const button = h("button", { type: "button", class: `dock-button ${COLOURS[name] ?? "calm"}`, data: { act: name }, onclick: () => act(name) }, LABELS[name] ?? ACTIONS[name].label);
    row.append(button);
    return [name, button];
  });
  return function draw() {
    for (const [name, button] of buttons) button.hidden = !can(name);
    const last = world.entries.findLast((entry) => !isStage(entry) && !isStep(entry));
    setText(ticker, last?.sentence ?? "What Ringback thinks will stand here.");
    ticker.dataset.tone = last?.tone ?? "wait";
  };
}
