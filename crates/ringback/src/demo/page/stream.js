// The one line to the demo server: one event stream in, small JSON posts out.

import { changed, world } from "./world.js";

export function connect() {
  const source = new EventSource("/events");
  source.addEventListener("open", () => {
    world.connected = true;
    changed();
  });
  source.addEventListener("error", () => {
    world.connected = false; // the browser comes back by itself
    changed();
  });
  // Sent on each connection and after "start over": all there is.
  source.addEventListener("all", (event) => {
    const { state, entries } = JSON.parse(event.data);
    world.connected = true;
    world.entries = entries;
    take(state);
  });
  source.addEventListener("state", (event) => take(JSON.parse(event.data)));
  source.addEventListener("entry", (event) => {
    const entry = JSON.parse(event.data);
    if (!world.entries.some((known) => known.id === entry.id)) world.entries.push(entry);
    changed();
  });
}

function take(state) {
  world.state = state;
  world.clockSkewMs = Date.now() - state.now;
  if (!state.callers.some((person) => person.id === world.callerId)) {
    world.callerId = state.callers[0].id;
    world.hideNumber = false;
  }
  changed();
}

// Returns null when it worked, otherwise a sentence for the visitor.
export async function post(action, body = {}) {
  try {
    const answer = await fetch(`/do/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) return null;
    const { error } = await answer.json().catch(() => ({}));
    return error ?? `That did not work (${answer.status}).`;
  } catch {
    return "The demo itself is not running any more. Start it again in your terminal.";
  }
}
