// Plays a story step by step through the same actions a visitor has. It stops when the visitor
// takes over, and it waits for what really happens instead of for a fixed time.

import { act, say } from "./actions.js";
import { STORIES } from "./stories.js";
import { changed, chooseCaller, freshCaller, watch, world } from "./world.js";

const PATIENCE_MS = 60_000;

export const playing = { index: null, step: "", done: new Set() };

class Stopped extends Error {}
let run = null; // { cancelled, wakers }
const watchers = new Set();

watch(() => {
  for (const check of watchers) check();
});
document.addEventListener("click", (event) => {
  const own = event.target.closest?.("[data-act], .quick button, .caller-chip, .send");
  if (event.isTrusted && own) stopStory();
}, true);

export function stopStory() {
  if (!run) return;
  run.cancelled = true;
  run = null;
  playing.index = null;
  for (const check of watchers) check();
  changed();
}

export function nextStory() {
  const next = STORIES.findIndex((_, index) => !playing.done.has(index));
  return runStory(next < 0 ? 0 : next);
}

export async function runStory(index) {
  if (!world.state || !STORIES[index]) return;
  stopStory();
  const mine = (run = { cancelled: false });
  playing.index = index;
  playing.step = "";
  changed();
  try {
    await STORIES[index].play(director(mine));
    playing.done.add(index);
  } catch (fault) {
    if (!(fault instanceof Stopped)) throw fault;
  } finally {
    if (run === mine) {
      run = null;
      playing.index = null;
    }
    changed();
  }
}

// What a story may do.
function director(mine) {
  const check = () => {
    if (mine.cancelled) throw new Stopped();
  };
  const until = (ready) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        say("The story waited a minute for something that did not happen. You can go on by hand.");
        finish(() => reject(new Stopped()));
      }, PATIENCE_MS);
      const look = () => (mine.cancelled ? finish(() => reject(new Stopped())) : ready() && finish(resolve));
      const finish = (settle) => {
        clearTimeout(timer);
        watchers.delete(look);
        settle();
      };
      watchers.add(look);
      look();
    });
  const step = (words) => {
    check();
    playing.step = words;
    changed();
  };
  return {
    until,
    step,
    look: (panel) => document.querySelector(`#tabs [data-panel="${panel}"]`)?.click(),
    pause: async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      check();
    },
    // Does it as soon as it is possible.
    act: async (name, argument) => {
      check();
      if (!(await act(name, argument))) throw new Stopped();
    },
    fresh: async (kind = "mobile") => {
      if (world.state.server.state !== "up") await act("server");
      await until(() => world.state.server.state === "up");
      if (!freshCaller(kind)) await act("reset");
      await until(() => freshCaller(kind));
      world.hideNumber = false;
      chooseCaller(freshCaller(kind).id);
    },
  };
}
