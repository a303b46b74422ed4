// The sounds of a call, made from sine waves: the North American ringback tone (440 + 480 Hz,
// two seconds on, four off), a ring at the owner's end, and a short note for a new text.

let context = null;
let on = false;
let ringing = null; // { stop() } while a tone sounds
let textsHeard = 0;

export const soundOn = () => on;

export function toggleSound() {
  on = !on;
  if (on) {
    context ??= new AudioContext();
    context.resume();
  } else hush();
  document.getElementById("sound").setAttribute("aria-pressed", String(on));
}

function hush() {
  ringing?.stop();
  ringing = null;
}

function tones(frequencies, seconds, loudness) {
  const gain = context.createGain();
  const end = context.currentTime + seconds;
  gain.gain.setValueAtTime(0, context.currentTime);
  gain.gain.linearRampToValueAtTime(loudness, context.currentTime + 0.02);
  gain.gain.setValueAtTime(loudness, end - 0.04);
  gain.gain.linearRampToValueAtTime(0, end);
  gain.connect(context.destination);
  for (const frequency of frequencies) {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start();
    tone.stop(end);
  }
  return gain;
}

function startRinging() {
  let gain = tones([440, 480], 2, 0.05);
  const timer = setInterval(() => (gain = tones([440, 480], 2, 0.05)), 6000);
  ringing = {
    stop() {
      clearInterval(timer);
      gain.disconnect();
    },
  };
}

// Called with each new state: starts and stops what should be heard.
export function listen(state) {
  const texts = state.callers.reduce((sum, person) => sum + theirs(person.messages), 0) + theirs(state.owner.messages);
  const news = texts > textsHeard;
  textsHeard = texts;
  if (!on) return;
  const rings = state.owner.call?.phase === "ringing";
  if (rings && !ringing) startRinging();
  if (!rings) hush();
  if (news) tones([880, 1320], 0.16, 0.06);
}

function theirs(messages) {
  return messages.filter((message) => !message.mine && message.state === "delivered").length;
}
