// The middle of the page: each event, decision and reason as Ringback wrote it down, in its
// order, with the time since the group began.

import { h, keyed, setText } from "./dom.js";
import { grouped, isStage, isStep, missToCarrier, verdict } from "./groups.js";
import { clock, since, span } from "./when.js";
import { world } from "./world.js";

// The entries that are a decision and not just a fact: they stand out.
const DECISIONS = new Set(["held", "answered", "text_unknown", "asked_which", "opted_out", "opted_in", "automatic_answer"]);
const NEAR_END_PX = 60;

let showWire = false;

export function buildTimeline(place, latest) {
  const empty = h("div", { class: "timeline-empty" },
    h("p", { class: "big" }, "Nothing has happened yet."),
    h("p", {}, "Each event, each decision and its reason will be written here while it happens. Start with ",
      h("strong", {}, "Let it ring"), ", or press ", h("kbd", {}, "C"), " to call."));
  const list = h("ol", { class: "groups" });
  place.append(empty, list);
  latest.addEventListener("click", () => place.scrollTo({ top: place.scrollHeight, behavior: "smooth" }));
  place.addEventListener("scroll", () => (latest.hidden = nearEnd(place)));
  let seen = 0;
  let following = true;
  place.addEventListener("scroll", () => (following = nearEnd(place)));
  // Behind a tab, or while the window changes its size, nothing scrolls by itself.
  new ResizeObserver(() => following && toEnd(place)).observe(place);
  return function draw() {
    const groups = grouped(world.entries, world.state.business.owner_phone, showWire);
    empty.hidden = groups.length > 0;
    keyed(list, groups, (group) => group.key, buildGroup, updateGroup);
    const cleared = world.entries.length < seen;
    seen = world.entries.length;
    if (following || cleared) toEnd(place);
    latest.hidden = nearEnd(place);
  };
}

export function toggleWire() {
  showWire = !showWire;
  return showWire;
}

function toEnd(place) {
  place.scrollTop = place.scrollHeight;
}

function nearEnd(place) {
  return place.clientHeight === 0 || place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_END_PX;
}

function buildGroup(group) {
  const heading = h("h3", {}, h("span", { class: "group-who" }), h("time", { datetime: new Date(group.at).toISOString() }, clock(group.at)),
    h("span", { class: "badge" }));
  return h("li", { class: "group" }, heading, h("ol", { class: "entries" }), h("p", { class: "took", hidden: true }));
}

function updateGroup(element, group) {
  const [heading, entries, took] = element.children;
  const [who, , badge] = heading.children;
  setText(who, titleOf(group));
  const end = verdict(group);
  badge.hidden = !end;
  setText(badge, end?.words ?? "");
  badge.dataset.tone = end?.tone ?? "";
  keyed(entries, group.entries, (entry) => entry.id, (entry) => buildEntry(entry, group.at));
  const ms = missToCarrier(group);
  took.hidden = ms === null;
  if (ms !== null) setText(took, `${span(ms)} from the miss to the carrier`);
}

function titleOf(group) {
  const name = nameOf(group.contact);
  if (group.call) return name ? `${name} called` : "A call, number hidden";
  return name ? `Texts with ${name}` : "Meanwhile";
}

function buildEntry(entry, start) {
  return h("li", { class: `entry ${weightOf(entry)}`, data: { tone: isTextBack(entry) ? "good" : entry.tone, what: entry.what } },
    h("time", { class: "ago", datetime: new Date(entry.at).toISOString(), title: clock(entry.at) }, since(entry.at - start)),
    h("i", { class: "dot", "aria-hidden": "true" }),
    h("div", { class: "entry-body" }, h("p", {}, entry.sentence),
      entry.body ? h("blockquote", {}, entry.what === "text_received" ? h("cite", {}, `${firstName(entry.contact)}: `) : null, entry.body) : null,
      reasonOf(entry)));
}

function weightOf(entry) {
  if (isStage(entry)) return entry.what === "wire" ? "wire" : "aside";
  if (isTextBack(entry)) return "decision";
  if (DECISIONS.has(entry.what)) return "decision";
  return isStep(entry) ? "step" : "fact";
}

// The text that answers a missed call: the decision itself.
function isTextBack(entry) {
  return entry.what === "text_queued" && entry.kind === "missed_call";
}

// Ringback decides one of two things: send, or hold for a reason that has a name.
function reasonOf(entry) {
  if (isTextBack(entry)) return h("code", { class: "reason" }, "send");
  if (!entry.reason) return null;
  return h("code", { class: "reason" }, entry.what === "held" ? `hold: ${entry.reason}` : entry.reason);
}

function nameOf(number) {
  const { callers, business } = world.state;
  if (number === business.owner_phone) return business.owner;
  return callers.find((one) => one.number === number)?.name ?? number;
}

function firstName(number) {
  return nameOf(number)?.split(" ")[0] ?? "Somebody";
}
