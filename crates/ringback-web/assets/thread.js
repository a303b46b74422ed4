// The box for an answer: it keeps what was written, counts what it costs, and sends it once.
// Without this script the form works all the same.

import { readSoon } from "./ringback.js";

const form = document.querySelector("[data-composer]");
const newest = () => window.scrollTo({ top: document.body.scrollHeight });

// The newest words are at the bottom, and stay in sight when more come.
if (!location.hash || location.hash === "#answer") newest();
let isAtBottom = true;
addEventListener("scroll", () => {
  isAtBottom = innerHeight + scrollY > document.body.scrollHeight - 80;
}, { passive: true });
new MutationObserver(() => isAtBottom && newest()).observe(document.querySelector("main"), { childList: true });

if (form) {
  const words = form.elements.body;
  const key = form.elements.key;
  const button = form.querySelector("button");
  const fault = form.querySelector("[data-fault]");
  const measure = form.querySelector("[data-measure]");
  const place = `answer:${location.search}:${form.dataset.composer}`;

  const store = {
    read: () => { try { return JSON.parse(localStorage.getItem(place)) } catch { return null } },
    write: (draft) => { try { localStorage.setItem(place, JSON.stringify(draft)) } catch { /* a full or closed store loses no answer */ } },
    clear: () => { try { localStorage.removeItem(place) } catch { /* as above */ } },
  };

  // One answer, one key: it goes with the words until the server has said that it has them.
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const draft = store.read();
  if (draft?.body && !words.value) {
    words.value = draft.body;
    key.value = draft.key;
  } else if (!words.value) {
    newKey();
  }

  let asking;
  async function count() {
    const text = words.value;
    if (!text.trim()) return void (measure.textContent = "");
    asking?.abort();
    asking = new AbortController();
    try {
      const root = form.action.slice(0, form.action.indexOf("people/"));
      const answer = await fetch(`${root}api/measure${location.search}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
        signal: asking.signal,
      });
      if (!answer.ok) return;
      const { segments, chars, is_wide: isWide } = await answer.json();
      const texts = segments === 1 ? "1 text" : `${segments} texts`;
      const because = isWide && segments > 1 ? ", for a sign in it takes more room" : "";
      measure.textContent = `${chars} characters, ${texts}${because}`;
      measure.classList.toggle("long", segments > 1);
    } catch { /* the counter is not worth a word */ }
  }

  // Browsers without `field-sizing` are told how high the box is.
  const grows = CSS.supports("field-sizing", "content");
  function grow() {
    if (grows) return;
    words.rows = Math.min(8, words.value.split("\n").length + Math.floor(words.value.length / 60));
  }

  let counting;
  function changed() {
    say("");
    grow();
    if (words.value) store.write({ body: words.value, key: key.value });
    else store.clear();
    clearTimeout(counting);
    counting = setTimeout(count, 200);
  }

  function say(sentence) {
    fault.textContent = sentence;
    fault.hidden = !sentence;
  }

  async function send() {
    if (!words.value.trim() || button.disabled) return;
    button.disabled = true;
    say("");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.ok) {
        words.value = "";
        store.clear();
        newKey();
        measure.textContent = "";
        isAtBottom = true;
        readSoon();
      } else {
        const kind = answer.headers.get("content-type") ?? "";
        const said = kind.includes("json") ? (await answer.json()).error : null;
        say(said ?? "This was not sent. Load the page again, and look whether you are still logged in.");
        readSoon();
      }
    } catch {
      say("Ringback can't be reached. Your words are kept here: press Send again, they go once.");
    }
    button.disabled = false;
    words.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  words.addEventListener("input", changed);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  if (location.hash === "#answer") words.focus();
  grow();
  count();
}
