// The strip of stories under the headline: one button each.

import { h, setText } from "./dom.js";
import { playing, runStory, stopStory } from "./story_runner.js";
import { STORIES } from "./stories.js";

export function buildStories(list) {
  const cards = STORIES.map((story, index) => {
    const line = h("span", { class: "story-line" }, story.line);
    const button = h("button", { type: "button", class: "story", data: { story: index + 1 }, onclick: () => (playing.index === index ? stopStory() : runStory(index)) },
      h("span", { class: "story-number" }, String(index + 1)), h("strong", {}, story.title), line);
    list.append(h("li", {}, button));
    return { button, line, story };
  });
  return function draw() {
    cards.forEach(({ button, line, story }, index) => {
      const now = playing.index === index;
      button.setAttribute("aria-pressed", String(now));
      button.classList.toggle("done", playing.done.has(index));
      setText(line, now ? playing.step || "Playing. Press again to stop" : story.line);
    });
  };
}
