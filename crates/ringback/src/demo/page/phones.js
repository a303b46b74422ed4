// The two phones: a frame each, with the messages app in it and the call app over it.

import { act, ACTIONS, anyCall, can } from "./actions.js";
import { buildCallers } from "./callers.js";
import { buildCallScreen } from "./call_screen.js";
import { h, icon, setText } from "./dom.js";
import { buildThread } from "./thread.js";
import { hourMinute } from "./when.js";
import { caller, owner, serverNow, world } from "./world.js";

const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();

function frame(role, label, thread, callScreen) {
  const time = h("span", { class: "bar-time" });
  const banner = buildBanner();
  const screen = h("div", { class: "screen" },
    h("div", { class: "status-bar", "aria-hidden": "true" }, time, h("i", { class: "island" }), h("span", { class: "bar-icons" },
      h("i", { class: "signal" }), h("i", { class: "battery" }))),
    thread.element, callScreen.element, banner.element, h("i", { class: "home-bar" }));
  const phone = h("div", { class: "phone", data: { role }, role: "group", "aria-label": label }, screen);
  const cable = h("i", { class: "cable", "aria-hidden": "true" });
  return {
    phone,
    cable,
    update(call, messages, from) {
      setText(time, hourMinute(serverNow()));
      banner.update(call && messages.findLast((message) => !message.mine && message.state === "delivered" && message.at >= call.started), from);
    },
  };
}

// A text that comes while the call covers the screen drops in over it, as on any phone.
function buildBanner() {
  const from = h("strong", {});
  const body = h("span", {});
  const element = h("div", { class: "banner", hidden: true }, h("i", { class: "banner-mark" }, icon("bubble", true)), h("p", {}, from, body));
  return {
    element,
    update(message, name) {
      element.hidden = !message;
      setText(from, `${name} · text message`);
      if (message) setText(body, message.body);
    },
  };
}

export function buildCallerPhone(place) {
  const dial = h("button", { type: "button", class: "dial", data: { act: "call" }, onclick: () => act("call") },
    icon("phone", true), "Call", h("kbd", {}, "C"));
  const thread = buildThread({
    title: "", subtitle: "", label: "the caller's phone", mark: "", trailing: dial, send: (body) => act("text", body),
  });
  const [avatar, heading] = thread.element.querySelector(".thread-head").children;
  const callScreen = buildCallScreen("caller");
  const { phone, cable, update } = frame("caller", "The caller's phone", thread, callScreen);
  const callers = buildCallers();
  place.append(callers.element, phone, cable);
  return function draw() {
    const person = caller();
    if (!person) return;
    const { business, server } = world.state;
    update(person.call, person.messages, business.company);
    callers.draw();
    setText(avatar, initials(business.company));
    setText(heading.firstElementChild, business.company);
    setText(heading.lastElementChild, business.line_shown);
    thread.update({
      messages: person.messages,
      emptyText: person.trouble,
      suggestions: suggestionsFor(person),
      canText: person.kind === "mobile",
      noTextReason: "A landline cannot text",
      threadKey: person.id,
    });
    dial.disabled = !can("call");
    dial.title = dial.disabled ? whyNoCall(server, anyCall()) : "";
    callScreen.update(person.call, {
      who: business.company, number: business.line_shown, initials: initials(business.company), listener: person.name.split(" ")[0],
    });
    place.dataset.call = person.call?.phase ?? "none";
    phone.dataset.kind = person.kind;
    phone.setAttribute("aria-label", `${person.name}'s phone, ${person.shown}`);
  };
}

function suggestionsFor(person) {
  if (person.kind !== "mobile") return [];
  if (!person.messages.some((message) => !message.mine)) return [];
  const said = new Set(person.messages.filter((message) => message.mine).map((message) => message.body));
  const stopped = person.messages.findLast((message) => message.mine && /^(stop|start)$/i.test(message.body));
  const left = person.suggestions.filter((text) => !said.has(text)).slice(0, 1);
  return [...left, stopped?.body.toUpperCase() === "STOP" ? "START" : "STOP"];
}

function whyNoCall(server, busy) {
  return busy ? "A call is already going on" : server.state === "up" ? "" : "The server is down: the call would fail";
}

export function buildOwnerPhone(place) {
  const thread = buildThread({
    title: "", subtitle: "", label: "the owner's phone", mark: "", send: (body) => act("owner_text", body),
  });
  const [avatar, heading] = thread.element.querySelector(".thread-head").children;
  const callScreen = buildCallScreen("owner");
  const { phone, cable, update } = frame("owner", "The owner's phone", thread, callScreen);
  const name = h("h2", {});
  const number = h("p", { class: "side-number" });
  place.append(h("header", { class: "side-head" }, name, number), phone, cable);
  return function draw() {
    const mine = owner();
    if (!mine) return;
    const { business } = world.state;
    update(mine.call, mine.messages, `${business.company} line`);
    setText(name, `${business.owner}, the owner`);
    setText(number, business.owner_phone_shown);
    setText(avatar, initials(business.company));
    setText(heading.firstElementChild, `${business.company} line`);
    setText(heading.lastElementChild, business.line_shown);
    thread.update({
      messages: mine.messages,
      emptyText: mine.trouble,
      suggestions: mine.suggestions,
      canText: true,
      threadKey: "owner",
    });
    const known = mine.call?.from === business.line_shown ? "his own line" : "not in the contacts";
    const listener = mine.call?.phase === "mailbox" ? `${business.owner}’s voicemail` : business.owner;
    callScreen.update(mine.call, { who: mine.call?.from, number: known, initials: "", listener });
    place.dataset.call = mine.call?.phase ?? "none";
  };
}
