// The controls that are not on a phone: time-lapse, carrier and server, theme, sound, start over.

import { act, can } from "./actions.js";
import { h, setText } from "./dom.js";
import { soundOn, toggleSound } from "./sound.js";
import { toggleWire } from "./timeline.js";
import { world } from "./world.js";

const SPEEDS = [1, 5, 25];
const THEMES = ["auto", "light", "dark"];

export function buildKnobs() {
  const choices = document.getElementById("speed-choices");
  for (const speed of SPEEDS)
    choices.append(h("label", {}, h("input", { type: "radio", name: "speed", value: speed, onchange: () => act("speed", speed) }), h("span", {}, `${speed}×`)));
  const sound = document.getElementById("sound");
  sound.addEventListener("click", toggleSound);
  const theme = document.getElementById("theme");
  theme.addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length]));
  document.getElementById("reset").addEventListener("click", () => act("reset"));
  setTheme(currentTheme());
  return function draw() {
    const { speed, ring_seconds } = world.state;
    for (const input of choices.querySelectorAll("input")) input.checked = Number(input.value) === speed;
    document.getElementById("speed").title = `The phones ring ${ring_seconds} s; at ${speed}× that takes ${Math.round((ring_seconds / speed) * 10) / 10} s`;
    sound.setAttribute("aria-pressed", String(soundOn()));
  };
}

function currentTheme() {
  return localStorage.getItem("theme") ?? "auto";
}

function setTheme(theme) {
  localStorage.setItem("theme", theme);
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  setText(document.getElementById("theme-name"), { auto: "Auto", light: "Light", dark: "Dark" }[theme]);
  document.getElementById("theme").setAttribute("aria-label", `Colours: ${theme}`);
}

export function buildMischief(place) {
  const carrier = breaker("carrier", "X");
  const server = breaker("server", "K");
  const mid = breaker("kill_mid_send", "M");
  const wire = h("button", { type: "button", class: "quiet small", "aria-pressed": "false", id: "wire" }, "Show the wire");
  wire.addEventListener("click", () => {
    wire.setAttribute("aria-pressed", String(toggleWire()));
    drawAgain();
  });
  place.append(carrier.element, server.element, mid.element, wire);
  return function draw() {
    const { carrier: net, server: desk, kill_armed } = world.state;
    carrier.update(net.state === "up" ? "Take the carrier down" : "Bring the carrier up", net.state === "up" ? "good" : "bad");
    server.update(desk.state === "up" ? "Kill the server" : desk.state === "starting" ? "Starting…" : "Start the server", { up: "good", starting: "wait" }[desk.state] ?? "bad");
    mid.update(kill_armed ? "Armed: next text kills it" : "Kill it in mid-send", kill_armed ? "hold" : "none");
    mid.element.setAttribute("aria-pressed", String(kill_armed));
  };
}

let drawAgain = () => {};
export function onWireChange(draw) {
  drawAgain = draw;
}

function breaker(name, key) {
  const words = h("span", {});
  const element = h("button", { type: "button", class: "breaker", data: { act: name }, onclick: () => act(name) }, h("i", { class: "lamp" }), words, h("kbd", {}, key));
  return {
    element,
    update(text, tone) {
      setText(words, text);
      element.dataset.tone = tone;
      element.disabled = !can(name);
    },
  };
}

// One line over the timeline: is anybody listening?
export function drawPulse() {
  const pulse = document.getElementById("pulse");
  const { state, connected } = world;
  const [words, tone] = !connected ? ["This page lost the demo. Is it still running?", "bad"]
    : state.server.state === "starting" ? ["The server is starting", "wait"]
    : state.server.state !== "up" ? [state.server.note ?? "The server is down. Calls now fail at the carrier.", "bad"]
    : state.carrier.state !== "up" ? ["Listening. The carrier takes no texts", "hold"]
    : ["Listening", "good"];
  setText(pulse, words);
  pulse.dataset.tone = tone;
}
