// The door works without this script; with it a password can be looked at, times are in the
// reader's words, and a link's code is taken out of the address.

// The link is worth as much as a password: its code stays out of history and copies. Behind a #
// it reaches no server before the form is sent.
const form = document.querySelector("form[data-code]");
if (form) {
  const field = form.elements.namedItem("code");
  const code = location.hash.slice(1).replace(/^code=/, "");
  if (code && !field.value) {
    field.value = code;
    field.closest(".field").hidden = true;
  }
  if (location.search || location.hash) history.replaceState(null, "", location.pathname);
}

// The switch beside each password.
for (const holder of document.querySelectorAll(".secret")) {
  const input = holder.querySelector("input");
  const reveal = document.createElement("button");
  reveal.type = "button";
  reveal.className = "reveal";
  const say = () => {
    const shown = input.type === "text";
    reveal.textContent = shown ? "Hide" : "Show";
    reveal.setAttribute("aria-label", `${reveal.textContent} what is typed`);
  };
  reveal.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    say();
    input.focus();
  });
  // Hidden again before it leaves, so that no browser offers it as a text typed before.
  input.form.addEventListener("submit", () => {
    input.type = "password";
    say();
  });
  say();
  holder.append(reveal);
}

// One press is enough: hashing takes a moment.
for (const each of document.querySelectorAll("form")) {
  each.addEventListener("submit", (event) => {
    const button = each.querySelector("button:not([type=button])");
    if (button.getAttribute("aria-busy")) event.preventDefault();
    button.setAttribute("aria-busy", "true");
  });
}
// Coming back by the browser's own way shows the page as it was left.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.getTime())) continue;
  const minutes = (Date.now() - at) / 60_000;
  const today = at.toDateString() === new Date().toDateString();
  time.textContent = minutes < 6 ? "just now" : today ? `today, ${clock.format(at)}` : day.format(at);
  time.title = exact.format(at);
}
