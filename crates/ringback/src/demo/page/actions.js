// Everything a visitor can do, in one table: its key, its words, when it is possible. Buttons,
// keys and stories all go through `act`, so that none of them can do more than the others.

import { post } from "./stream.js";
import { caller, chooseCaller, owner, world } from "./world.js";

const serverUp = () => world.state?.server.state === "up";
const callerCall = () => caller()?.call ?? null;
const ownerCall = () => owner()?.call ?? null;
const ownerRings = () => ownerCall()?.phase === "ringing";

export const ACTIONS = {
  call: {
    key: "c", label: "Call",
    can: () => caller() && !callerCall() && !anyCall(),
    run: () => post("call", { caller: caller().id, hidden: world.hideNumber }),
  },
  hang_up: {
    key: "h", label: "Hang up",
    can: () => callerCall(),
    run: () => post("hang_up", { side: "caller", caller: caller().id }),
  },
  speak: {
    key: "l", label: "Leave a message",
    can: () => callerCall()?.phase === "recording",
    run: () => post("speak", { caller: caller().id }),
  },
  answer: { key: "a", label: "Answer", can: ownerRings, run: () => post("answer") },
  decline: { key: "d", label: "Decline", can: ownerRings, run: () => post("decline") },
  voicemail: { key: "v", label: "Voicemail", can: ownerRings, run: () => post("voicemail") },
  press: {
    key: "1", label: "Press 1",
    can: () => ownerCall()?.phase === "screening",
    run: (digit = "1") => post("press", { digit }),
  },
  owner_hang_up: {
    key: "o", label: "Hang up",
    can: () => ownerCall() && !ownerRings(),
    run: () => post("hang_up", { side: "owner" }),
  },
  stop: {
    key: "s", label: "Text STOP",
    can: () => caller()?.kind === "mobile",
    run: () => post("text", { caller: caller().id, body: "STOP" }),
  },
  text: {
    can: () => caller()?.kind === "mobile",
    run: (body) => post("text", { caller: caller().id, body }),
  },
  owner_text: { can: () => owner(), run: (body) => post("owner_text", { body }) },
  carrier: {
    key: "x", label: "Carrier",
    can: () => world.state,
    run: () => post("carrier", { up: world.state.carrier.state !== "up" }),
  },
  server: {
    key: "k", label: "Server",
    can: () => world.state && world.state.server.state !== "starting",
    run: () => (serverUp() ? post("kill", { when: "now" }) : post("start")),
  },
  kill_mid_send: {
    key: "m", label: "Kill it in mid-send",
    can: serverUp,
    run: () => (world.state.kill_armed ? post("kill", { when: "never" }) : post("kill", { when: "mid_send" })),
  },
  speed: { can: () => world.state, run: (speed) => post("speed", { speed }) },
  reset: { can: () => world.state, run: () => post("reset") },
};

export function can(name) {
  return Boolean(world.state && ACTIONS[name].can());
}

// A call in progress, whoever made it: the shop has one owner's phone to ring.
export function anyCall() {
  return world.state?.callers.find((person) => person.call) ?? null;
}

const toast = document.getElementById("toast");
let toastTimer = 0;

export function say(sentence) {
  toast.textContent = sentence;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (toast.hidden = true), 6000);
}

// Does it, and tells the visitor when it could not be done. True when it was.
export async function act(name, argument) {
  if (!can(name)) return false;
  const busy = anyCall();
  if (name === "call" && busy) chooseCaller(busy.id);
  const fault = await ACTIONS[name].run(argument);
  if (fault) say(fault);
  return !fault;
}
