// The messages app of one phone: header, bubbles with their delivery state, quick answers, a
// field to write in. It is built once and then updated, so that nobody loses what they type.

import { h, icon, keyed, setText } from "./dom.js";
import { clock } from "./when.js";

const STATES = {
  written: "Sent",
  queued: "Queued at the carrier",
  sending: "On its way",
  sent: "Sent, not confirmed yet",
  delivered: "Delivered",
  undelivered: "Not delivered",
  failed: "Not delivered",
  blocked: "Blocked by the carrier",
};

// `send(body)` resolves to true when the text went out.
export function buildThread({ title, subtitle, label, mark, trailing, send }) {
  const list = h("ol", { class: "bubbles", "aria-label": `Messages on ${label}` });
  const empty = h("p", { class: "thread-empty" });
  const quick = h("div", { class: "quick", role: "group", "aria-label": "Quick answers" });
  const field = h("input", {
    type: "text", name: "body", maxlength: 1600, autocomplete: "off", enterkeyhint: "send",
    placeholder: "Text message", "aria-label": `Write a text on ${label}`,
  });
  const button = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send", true));
  const form = h("form", { class: "composer" }, field, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = field.value.trim();
    if (body && (await send(body))) field.value = "";
  });
  const titleLine = h("strong", {}, title);
  const subtitleLine = h("span", {}, subtitle);
  const scroller = h("div", { class: "scroller", tabindex: "0", "aria-label": `Conversation on ${label}` }, empty, list);
  const element = h(
    "div", { class: "app thread" },
    h("header", { class: "thread-head" }, h("span", { class: "avatar", "aria-hidden": "true" }, mark),
      h("p", {}, titleLine, subtitleLine), trailing ?? null),
    scroller, quick, form,
  );
  // Shown again behind a tab, or made smaller by quick answers: the newest text stays in sight.
  const toEnd = () => (scroller.scrollTop = scroller.scrollHeight);
  new ResizeObserver(toEnd).observe(scroller);
  return { element, update };

  function update({ messages, emptyText, suggestions, canText, noTextReason, threadKey }) {
    setText(empty, emptyText);
    empty.hidden = messages.length > 0;
    const before = list.childElementCount;
    const turned = element.dataset.thread !== String(threadKey);
    element.dataset.thread = threadKey;
    keyed(list, messages, (message) => message.id, buildBubble, updateBubble);
    keyed(quick, canText ? suggestions : [], (text) => text, (text) =>
      h("button", { type: "button", class: "chip", onclick: () => send(text) }, text));
    if (turned || list.childElementCount !== before) toEnd();
    field.disabled = button.disabled = !canText;
    field.placeholder = canText ? "Text message" : noTextReason;
  }
}

function buildBubble(message) {
  const state = h("span", { class: "state" });
  const body = h("p", { class: "body" }, message.body);
  return h("li", { class: `bubble ${message.mine ? "mine" : "theirs"}` }, body, state);
}

function updateBubble(element, message) {
  element.dataset.state = message.state;
  const words = STATES[message.state] ?? message.state;
  const detail = message.error ? `: ${message.error}` : "";
  setText(element.lastElementChild, `${words}${detail} · ${clock(message.at)}`);
}
