// The set-up works without this script, but for the two calls that are followed live.

// The browser knows where it is; one that says UTC only keeps it to itself.
const zone = document.querySelector("[data-zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
if (zone && !zone.value && here.includes("/") && !here.startsWith("Etc/")) zone.value = here;

// A number that nobody dials has to be agreed to before it is sent.
const otherNumber = document.querySelector("[name=other_number]");
for (const reach of otherNumber ? document.querySelectorAll("[name=reach]") : []) {
  const ask = () => {
    otherNumber.required = document.querySelector("[name=reach][value=forwarded]").checked;
  };
  reach.addEventListener("change", ask);
  ask();
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// A call to one of the owner's phones.
const caller = document.querySelector("[data-call]");
if (caller) {
  const said = document.querySelector("[data-call-said]");
  const say = (words) => {
    said.hidden = false;
    said.textContent = words;
  };
  caller.addEventListener("click", async () => {
    caller.disabled = true;
    say("Calling…");
    try {
      say(await follow(caller.dataset.call, caller.dataset.query, say));
    } catch (fault) {
      say(fault.message);
    }
    caller.disabled = false;
  });
}

async function follow(address, query, say) {
  const begun = await fetch(address + query, { method: "POST" });
  if (!begun.ok) throw new Error(await begun.text());
  const { call, phone } = await begun.json();
  say(`${phone} is being called. Pick up and listen.`);
  for (let looks = 0; looks < 60; looks += 1) {
    await wait(1000);
    const answer = await fetch(`${address}/${call}${query}`);
    if (!answer.ok) throw new Error(await answer.text());
    const { status, over } = await answer.json();
    if (status === "inprogress") say("You are on it. This is what every call begins with.");
    if (over) {
      return status === "completed"
        ? "That is what a call begins with."
        : "Nobody picked up. Is the number right?";
    }
  }
  return "The call takes long; look at the phone.";
}

// The text in a phone's bubble, as it is typed.
const words = document.querySelector("[data-words]");
if (words) {
  const field = words.elements.namedItem("text");
  let latest = 0;
  // What was answered so far; the rest is typical.
  const { owner, company } = words.dataset;
  const values = Object.fromEntries(Object.entries({ owner, company }).filter(([, value]) => value));
  const show = async () => {
    const turn = (latest += 1);
    await wait(150);
    if (turn !== latest) return;
    const answer = await fetch(words.dataset.preview, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ template: field.value, values }),
    });
    if (turn === latest && answer.ok) draw(await answer.json());
  };
  field.addEventListener("input", show);
  for (const other of document.querySelectorAll("[data-wording]")) {
    other.addEventListener("click", () => {
      field.value = other.textContent;
      field.focus();
      show();
    });
  }
  show();
}

function draw(preview) {
  const bubble = document.querySelector("[data-bubble]");
  bubble.hidden = false;
  bubble.querySelector("[data-bubble-text]").textContent = preview.text ?? "";
  const parts = preview.segments === 1 ? "one text" : `${preview.segments} texts`;
  bubble.querySelector("[data-bubble-size]").textContent = preview.segments ? `Leaves as ${parts}.` : "";
  const list = bubble.querySelector("[data-bubble-findings]");
  list.replaceChildren(
    ...(preview.findings ?? []).map((finding) => {
      const row = document.createElement("li");
      row.className = finding.severity;
      row.textContent = finding.sentence;
      return row;
    }),
  );
}

// The check of the forwarding.
const forwarding = document.querySelector("[data-forwarding]");
if (forwarding) lookForForwarded();

async function lookForForwarded() {
  const address = new URL(forwarding.dataset.forwarding, location.href);
  address.searchParams.set("public", forwarding.dataset.public);
  address.searchParams.set("since", forwarding.dataset.since);
  const part = (name) => document.querySelector(`[data-forwarding-${name}]`);
  const began = Date.now();
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    const seen = answer?.ok ? await answer.json() : {};
    const row = forwarding.firstElementChild;
    row.classList.toggle("yes", Boolean(seen.arrived) && !seen.other);
    row.classList.toggle("now", !seen.arrived || seen.other);
    if (seen.arrived && !seen.other) row.lastElementChild.textContent = seen.sentence;
    part("other").hidden = !seen.other;
    part("other").textContent = seen.other ? seen.sentence : "";
    part("spare").hidden = !seen.spare;
    part("spare").textContent = seen.spare ?? "";
    part("slow").hidden = Boolean(seen.arrived) || Date.now() - began < 45_000;
    if (seen.arrived && !seen.other) return;
    await wait(700);
  }
}

// The test call, sign by sign.
const watch = document.querySelector("[data-watch]");
if (watch) look();

async function look() {
  const address = new URL(watch.dataset.watch, location.href);
  address.searchParams.set("caller", watch.dataset.caller);
  address.searchParams.set("since", watch.dataset.since);
  const began = Date.now();
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    const seen = answer?.ok ? await answer.json() : null;
    if (seen) mark(seen);
    if (seen?.delivered || seen?.trouble || seen?.answered) return;
    document.querySelector("[data-slow]").hidden = Boolean(seen?.arrived) || Date.now() - began < 45_000;
    await wait(700);
  }
}

function mark(seen) {
  let reached = true;
  for (const row of watch.children) {
    const is = seen[row.dataset.sign];
    row.classList.toggle("yes", Boolean(is));
    // A line that rings no phone misses the call at once.
    const isSkipped = !is && row.dataset.sign === "rang" && seen.missed;
    row.classList.toggle("no", isSkipped);
    if (isSkipped) row.lastElementChild.textContent = "No phone rings but the one that calls";
    const isOver = Boolean(seen.trouble || seen.answered);
    row.classList.toggle("now", !is && reached && !isOver && !row.classList.contains("no"));
    reached = reached && (is || row.classList.contains("no"));
  }
  const trouble = document.querySelector("[data-trouble]");
  const words = seen.answered
    ? "The call was taken, so no text leaves. Begin again and let it ring."
    : seen.trouble;
  trouble.hidden = !words;
  trouble.textContent = words ?? "";
  document.querySelector("[data-over]").hidden = !seen.delivered;
}
