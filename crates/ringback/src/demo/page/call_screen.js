// The call app of one phone: who it is, how far the call has come, what is heard, and the
// buttons that make sense at this moment.

import { act } from "./actions.js";
import { h, icon, setText } from "./dom.js";
import { serverNow } from "./world.js";
import { stopwatch } from "./when.js";

const CALLER = {
  dialing: "Calling…",
  ringing: "Ringing",
  talking: "On the phone",
  announcement: "Connected",
  recording: "Voicemail is recording",
};
const OWNER = {
  ringing: "Incoming call",
  screening: "Picked up, not through yet",
  mailbox: "The phone's own voicemail picked up",
  talking: "On the phone",
};

export function buildCallScreen(role) {
  const who = h("h3", { class: "call-who" });
  const number = h("p", { class: "call-number" });
  const phase = h("p", { class: "call-phase", role: "status" });
  const watch = h("span", { class: "call-watch", "aria-hidden": "true" });
  const initials = h("span", { class: "call-avatar", "aria-hidden": "true" });
  const captionLabel = h("span", { class: "caption-label" });
  const caption = h("p", { class: "caption-text" });
  const captions = h("div", { class: "caption", "aria-live": "polite" }, captionLabel, caption);
  const buttons = h("div", { class: "call-buttons" });
  const element = h(
    "div", { class: "app call", hidden: true, data: { role } },
    h("div", { class: "call-top" }, phase, who, number, watch),
    h("div", { class: "call-middle" }, initials, h("i", { class: "wave one" }), h("i", { class: "wave two" })),
    captions, buttons,
  );
  let call = null;
  setInterval(() => call && setText(watch, stopwatch(serverNow() - call.since)), 250);
  return { element, update };

  function update(next, names) {
    call = next;
    element.hidden = !call;
    if (!call) return;
    setText(who, names.who);
    setText(number, names.number);
    if (names.initials) setText(initials, names.initials);
    else if (!initials.firstElementChild) initials.replaceChildren(icon("person"));
    setText(phase, (role === "caller" ? CALLER : OWNER)[call.phase] ?? call.phase);
    setText(watch, stopwatch(serverNow() - call.since));
    const last = call.heard.at(-1);
    captions.hidden = !last;
    setText(captionLabel, `${names.listener} hears`);
    captions.dataset.kind = last?.kind ?? "";
    setText(caption, last ? inWords(last) : "");
    if (element.dataset.phase === call.phase) return;
    element.dataset.phase = call.phase;
    const held = document.activeElement?.dataset?.act;
    buttons.replaceChildren(...controls(role, call.phase));
    buttons.querySelector(`[data-act="${held}"]`)?.focus();
  }
}

function inWords({ kind, text }) {
  if (kind === "tone") return "the ringing tone";
  if (kind === "beep") return "a beep";
  if (kind === "voice") return "a person on the other end";
  if (kind === "audio") return "a recording";
  return `“${text}”`;
}

function controls(role, phase) {
  if (role === "caller") {
    const leave = phase === "recording" ? [round("speak", "Leave a message", "l", "mailbox", "calm")] : [];
    return [row(...leave, round("hang_up", "Hang up", "h", "down", "red"))];
  }
  if (phase === "ringing")
    return [row(
      round("decline", "Decline", "d", "down", "red"),
      round("voicemail", "Voicemail", "v", "mailbox", "calm"),
      round("answer", "Answer", "a", "phone", "green"),
    )];
  const pad = phase === "screening" ? [keypad()] : [];
  return [...pad, row(round("owner_hang_up", "Hang up", "o", "down", "red"))];
}

const row = (...buttons) => h("div", { class: "call-row" }, ...buttons);

function round(name, label, key, picture, colour) {
  return h("button", { type: "button", class: `round ${colour}`, data: { act: name }, onclick: () => act(name) },
    h("span", { class: "disc" }, icon(picture, picture !== "mailbox")), h("span", { class: "round-label" }, label, h("kbd", {}, key.toUpperCase())));
}

function keypad() {
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
  return h("div", { class: "keypad", role: "group", "aria-label": "Keypad" },
    ...keys.map((digit) =>
      h("button", { type: "button", class: digit === "1" ? "digit wanted" : "digit", data: { act: `press-${digit}` }, onclick: () => act("press", digit) }, digit)));
}
