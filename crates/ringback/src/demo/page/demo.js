// The front page of Ringback: builds its parts once, then redraws them whenever the world changed.

import { say } from "./actions.js";
import { buildKnobs, buildMischief, drawPulse, onWireChange } from "./controls.js";
import { buildDock, buildTabs } from "./dock.js";
import { buildKeys } from "./keys.js";
import { buildCallerPhone, buildOwnerPhone } from "./phones.js";
import { listen } from "./sound.js";
import { buildStories } from "./story_strip.js";
import { connect } from "./stream.js";
import { buildTimeline } from "./timeline.js";
import { changed, watch, world } from "./world.js";

const byId = (id) => document.getElementById(id);

const parts = [
  buildCallerPhone(byId("caller")),
  buildOwnerPhone(byId("owner")),
  buildTimeline(byId("timeline"), byId("latest")),
  buildMischief(byId("mischief")),
  buildKnobs(),
  buildStories(byId("stories")),
  buildTabs(byId("tabs"), byId("stage")),
  buildDock(byId("ticker"), byId("dock-row")),
];
buildKeys();
onWireChange(changed);

watch(() => {
  document.documentElement.dataset.ready = String(Boolean(world.state));
  if (!world.state) return;
  for (const draw of parts) draw();
  drawPulse();
  listen(world.state);
});
window.addEventListener("unhandledrejection", (event) => say(`Something broke in this page: ${event.reason}`));
connect();
