// Settings: what was typed and not saved is not lost by a slip of the hand.

const form = document.querySelector("[data-settings]");
let isDirty = false;
form?.addEventListener("input", () => (isDirty = true));
form?.addEventListener("submit", () => (isDirty = false));
addEventListener("beforeunload", (event) => isDirty && event.preventDefault());

// The first field that is wrong has the focus.
form?.querySelector("[aria-invalid]")?.focus();
