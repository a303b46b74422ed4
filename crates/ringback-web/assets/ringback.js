// Keeps a page true while it is open: times in the reader's own words, and what the live feed
// says changed, read again from the server. Without this script the pages still show everything.

const script = document.querySelector('script[type="module"]').getAttribute("src");
const root = script.slice(0, script.indexOf("assets/"));

// The link that opens the pages is worth as much as a password: it stays out of history and copies.
const here = new URL(location.href);
if (here.searchParams.has("token")) {
  here.searchParams.delete("token");
  history.replaceState(null, "", here);
}

function showTimes(within) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  for (const time of within.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.textContent = format.format(at);
  }
}

async function readAgain() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fragment]")) {
    const other = fresh.querySelector(`[data-fragment="${part.dataset.fragment}"]`);
    // A form that somebody is about to use is left alone.
    if (!other || part.contains(document.activeElement)) continue;
    part.replaceWith(other);
    showTimes(other);
  }
}

let waiting = 0;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => readAgain().catch(() => {}), 150);
}

function say(words) {
  const place = document.querySelector("[data-live]");
  if (!place) return;
  place.textContent = words;
  place.hidden = words === "";
}

showTimes(document);
if (document.querySelector("[data-fragment]")) {
  const feed = new EventSource(`${root}live${here.search}`);
  feed.addEventListener("change", soon);
  let first = true;
  feed.addEventListener("reset", () => {
    if (!first) soon();
    first = false;
  });
  feed.addEventListener("open", () => say(""));
  feed.addEventListener("error", () => say("Not connected; what you see may be old."));
}
