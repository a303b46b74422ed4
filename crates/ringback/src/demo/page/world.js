// What this page knows: the last state of the stage, the timeline so far, and which caller's
// phone the visitor holds. Everything that draws subscribes here; nothing else keeps a copy.

const watchers = new Set();

export const world = {
  state: null, // as GET /state answers; null until the first one came
  entries: [], // timeline, oldest first
  connected: false,
  callerId: null, // whose phone stands on the left
  hideNumber: false,
  clockSkewMs: 0, // this browser's clock minus the server's
};

export function watch(draw) {
  watchers.add(draw);
}

let waiting = false;
export function changed() {
  if (waiting) return;
  waiting = true;
  // A timer and not an animation frame: a tab in the background still has to keep up.
  setTimeout(() => {
    waiting = false;
    for (const draw of watchers) draw(world);
  }, 0);
}

export function caller() {
  const { state, callerId } = world;
  if (!state) return null;
  return state.callers.find((person) => person.id === callerId) ?? state.callers[0];
}

export function owner() {
  return world.state?.owner ?? null;
}

export function chooseCaller(id) {
  world.callerId = id;
  changed();
}

// The next person who has not called yet; the one in hand if nobody is left.
export function freshCaller(kind = "mobile") {
  return world.state.callers.find((person) => !person.used && person.kind === kind) ?? null;
}

export function serverNow() {
  return Date.now() - world.clockSkewMs;
}
