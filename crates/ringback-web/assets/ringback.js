// Keeps a page true while it is open: times in the reader's own words, and what the live feed
// says changed, read again from the server. Without this script the pages still show everything.

const script = document.querySelector('script[type="module"]').getAttribute("src");
const root = script.slice(0, script.indexOf("assets/"));

// Changes that come together are read together; times are told anew twice a minute.
const GATHER_MS = 150;
const TELL_AGAIN_MS = 30_000;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// The link that opens the pages is worth as much as a password: it stays out of history and copies.
const here = new URL(location.href);
if (here.searchParams.has("token")) {
  here.searchParams.delete("token");
  history.replaceState(null, "", here);
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
const old = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

// "2 min ago" for today, a date and a time for what is longer ago.
function ago(at) {
  const seconds = (Date.now() - at) / 1000;
  if (Math.abs(seconds) < MINUTE) return "just now";
  if (seconds < 0 || seconds > 300 * DAY) return old.format(at);
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
  if (seconds < 12 * HOUR) return `${Math.floor(seconds / HOUR)} hr ago`;
  return day.format(at);
}

// "16 min": how long it has been.
function span(at) {
  const seconds = (Date.now() - at) / 1000;
  if (seconds < MINUTE) return "a moment";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} hr`;
  return `${Math.floor(seconds / DAY)} days`;
}

function showTimes(within) {
  for (const time of within.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.textContent = time.dataset.as === "clock" ? clock.format(at) : time.dataset.as === "span" ? span(at) : ago(at);
    time.title = exact.format(at);
    if ("age" in time.dataset) showAge(time, (Date.now() - at) / 1000);
  }
}

// How long somebody waits is a colour, too; the server says it first.
function showAge(time, seconds) {
  const age = seconds < 10 * MINUTE ? "fresh" : seconds < HOUR ? "warm" : "late";
  for (const part of [time, time.closest(".card"), time.closest(".badge"), time.closest(".row")?.querySelector(".dot")]) {
    if (!part || part.classList.contains(age)) continue;
    part.classList.remove("fresh", "warm", "late");
    if (part !== time || time.classList.contains("age")) part.classList.add(age);
  }
}

// What the server sent for each part, to leave alone what did not change: a recording that plays,
// words that somebody has marked.
const sent = new Map();
function parts(within) {
  return [...within.querySelectorAll("[data-fragment]")];
}

async function readAgain() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  // Logged out meanwhile: the page says where to go.
  if (answer.status === 401) return location.reload();
  // Logged out meanwhile, or the business suspended: the server says so best itself.
  if (answer.redirected || answer.status === 403) return location.reload();
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const others = new Map(parts(fresh).map((part) => [part.dataset.fragment, part]));
  for (const part of parts(document)) {
    const name = part.dataset.fragment;
    const other = others.get(name);
    if (!other || other.innerHTML === sent.get(name)) continue;
    sent.set(name, other.innerHTML);
    const focus = focusWithin(part);
    showTimes(other);
    part.replaceWith(document.adoptNode(other));
    if (focus) other.querySelector(focus)?.focus({ preventScroll: true });
  }
  document.title = fresh.title;
}

// How to find what has the focus again, when the part that it is in is written anew.
function focusWithin(part) {
  const held = document.activeElement;
  if (!part.contains(held)) return null;
  const quoted = (name) => CSS.escape(held.closest(`[${name}]`)?.getAttribute(name) ?? "");
  if (held.matches("a[href]")) return `a[href=${quoted("href")}]`;
  if (held.matches("form button")) return `form[action=${quoted("action")}] button[value=${quoted("value")}]`;
  return null;
}

let gathering = false;
let reading = Promise.resolve();
export function readSoon() {
  if (gathering) return;
  gathering = true;
  setTimeout(() => {
    gathering = false;
    reading = reading.then(readAgain).catch(() => {});
  }, GATHER_MS);
}

// Where things stand with the feed, for the reader and for the style.
function say(state, words) {
  document.documentElement.dataset.feed = state;
  const place = document.querySelector("[data-live]");
  if (place.textContent !== words) place.textContent = words;
  place.hidden = false;
}

// Buttons that settle something: the page stays where it is, and says it when that did not work.
const toast = document.querySelector("[data-toast]");
let hiding;
function tell(sentence) {
  toast.textContent = sentence;
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (toast.hidden = true), 8_000);
}

async function refusal(answer) {
  const said = (await answer.text()).trim();
  if (!answer.headers.get("content-type")?.includes("json")) return said || "That did not work.";
  return JSON.parse(said).error;
}

addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-quiet]")) return;
  event.preventDefault();
  const pressed = event.submitter;
  if (pressed?.disabled) return;
  const body = new URLSearchParams(new FormData(form, pressed));
  if (pressed) pressed.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/plain" } });
    if (!answer.ok) tell(await refusal(answer));
  } catch {
    tell("Ringback can't be reached. Nothing was changed.");
  }
  if (pressed) pressed.disabled = false;
  readSoon();
});

for (const part of parts(document)) sent.set(part.dataset.fragment, part.innerHTML);
showTimes(document);
setInterval(() => showTimes(document), TELL_AGAIN_MS);
if (sent.size > 0) {
  const feed = new EventSource(`${root}live${here.search}`);
  feed.addEventListener("change", readSoon);
  // The first thing on every connection, and whenever something was missed.
  feed.addEventListener("reset", () => {
    say("open", "Live");
    readSoon();
  });
  feed.addEventListener("error", () => {
    say("lost", "Not connected. This may be old.");
    // Turned away for good, not just out of reach.
    if (feed.readyState === EventSource.CLOSED) readSoon();
  });
  // A machine that slept, a page from the browser's memory: what is shown may be old.
  addEventListener("online", readSoon);
  addEventListener("pageshow", (event) => event.persisted && readSoon());
  document.addEventListener("visibilitychange", () => document.hidden || readSoon());
}
