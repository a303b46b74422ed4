// The stories a visitor can have played: what each shows, and how it goes.

import { anyCall } from "./actions.js";
import { caller, owner, world } from "./world.js";

const ownerPhase = (phase) => () => owner().call?.phase === phase;
const noCall = () => !anyCall();
const texted = () => caller().messages.some((message) => !message.mine && message.state === "delivered");
const entry = (contact, ...whats) => world.entries.some((one) => one.contact === contact && whats.includes(one.what));
const failed = (contact) => world.entries.some((one) => one.contact === contact && one.what === "text_status" && one.tone === "bad");

// Call, as the person in hand, until the owner's phone rings.
async function ring(play) {
  await play.act("call");
  await play.until(ownerPhase("ringing"));
}

async function missed(play) {
  await ring(play);
  play.look("owner");
  await play.pause(1500);
  play.step("Declined");
  await play.act("decline");
  play.look("caller");
  await play.until(texted);
}

async function hangUp(play) {
  if (caller().call) await play.act("hang_up");
  await play.until(noCall);
}

export const STORIES = [
  {
    title: "Let it ring",
    line: "Nobody answers. A text does.",
    async play(play) {
      await play.fresh();
      play.look("caller");
      play.step("It rings at both ends");
      await ring(play);
      play.look("owner");
      await play.until(() => !owner().call);
      play.step("Nobody took it");
      play.look("caller");
      await play.until(texted);
      await play.pause(2500);
      await hangUp(play);
    },
  },
  {
    title: "Answer it",
    line: "Press 1, talk. No text needed.",
    async play(play) {
      await play.fresh();
      await ring(play);
      play.look("owner");
      await play.pause(1500);
      play.step("Picked up, not through yet");
      await play.act("answer");
      await play.until(ownerPhase("screening"));
      await play.pause(2200);
      play.step("1 pressed");
      await play.act("press", "1");
      await play.until(ownerPhase("talking"));
      await play.pause(2500);
      await hangUp(play);
      play.look("desk");
    },
  },
  {
    title: "Voicemail trap",
    line: "The owner's mailbox is not an answer.",
    async play(play) {
      await play.fresh();
      await ring(play);
      play.look("owner");
      await play.pause(1200);
      play.step("The owner's own voicemail picks up");
      await play.act("voicemail");
      await play.until(texted);
      play.look("caller");
      await play.pause(2000);
      await hangUp(play);
    },
  },
  {
    title: "Hang up early",
    line: "The caller gives up. Still missed.",
    async play(play) {
      await play.fresh();
      play.look("caller");
      await ring(play);
      await play.pause(1800);
      play.step("The caller gives up");
      await play.act("hang_up");
      await play.until(texted);
    },
  },
  {
    title: "Write back",
    line: "Reply, and the owner answers.",
    async play(play) {
      await play.fresh();
      await missed(play);
      await hangUp(play);
      await play.pause(1500);
      play.step("The caller writes");
      const relays = owner().messages.length;
      await play.act("text", caller().suggestions[0]);
      await play.until(() => owner().messages.length > relays && owner().messages.at(-1).state === "delivered");
      play.look("owner");
      await play.pause(2200);
      play.step("The owner answers");
      await answerAsOwner(play, "On my way. 20 minutes.");
      play.look("caller");
      await play.pause(1500);
    },
  },
  {
    title: "STOP, then call",
    line: "No text, and the reason why.",
    async play(play) {
      await play.fresh();
      await missed(play);
      await hangUp(play);
      await play.pause(1500);
      play.step("STOP");
      await play.act("stop");
      await play.until(() => entry(caller().number, "opted_out"));
      await play.pause(1800);
      play.step("The same person calls again");
      await ring(play);
      await play.pause(1200);
      await play.act("decline");
      await play.until(() => entry(caller().number, "held"));
      play.look("desk");
      await play.pause(1500);
      await hangUp(play);
    },
  },
  {
    title: "Hide the number",
    line: "Nowhere to text. It says so.",
    async play(play) {
      await play.fresh();
      world.hideNumber = true;
      const before = world.entries.length;
      await ring(play);
      await play.pause(1500);
      await play.act("decline");
      await play.until(() => world.entries.slice(before).some((one) => one.what === "held"));
      play.look("desk");
      await play.pause(1500);
      await hangUp(play);
      world.hideNumber = false;
    },
  },
  {
    title: "A landline calls",
    line: "It cannot read. Sam is told.",
    async play(play) {
      await play.fresh("landline");
      await ring(play);
      await play.pause(1500);
      await play.act("decline");
      play.look("desk");
      await play.until(() => entry(caller().number, "held", "text_refused") || failed(caller().number));
      await play.pause(1500);
      await hangUp(play);
    },
  },
  {
    title: "Kill it mid-send",
    line: "kill -9, start: one text, not two.",
    async play(play) {
      await play.fresh();
      if (!world.state.kill_armed) await play.act("kill_mid_send");
      play.step("The next text will kill the server");
      await ring(play);
      await play.pause(1200);
      await play.act("decline");
      play.look("desk");
      await play.until(() => world.state.server.state === "down");
      play.step("Killed while the text was leaving");
      await play.pause(2500);
      await play.act("server");
      await play.until(() => world.state.server.state === "up");
      play.step("Back, and looking the text up");
      await play.until(() => entry(caller().number, "text_accepted", "text_status", "text_unknown"));
      await play.pause(1500);
      await hangUp(play);
    },
  },
];

// When several conversations are open, Ringback asks which; the answer is the digit that stands
// before this caller in the question.
async function answerAsOwner(play, body) {
  const heard = caller().messages.length;
  const asked = owner().messages.length + 1; // our own answer
  await play.act("owner_text", body);
  const arrived = () => caller().messages.length > heard && caller().messages.at(-1).state === "delivered";
  const question = () => owner().messages.slice(asked).find((message) => !message.mine && message.state === "delivered");
  await play.until(() => arrived() || question());
  if (arrived()) return;
  const digit = digitOf(question().body, caller());
  if (!digit) return;
  await play.pause(2000);
  play.step("Which conversation? By its digit");
  await play.act("owner_text", digit);
  await play.until(arrived);
}

function digitOf(question, person) {
  const at = question.indexOf(person.shown);
  if (at < 0) return null;
  return question.slice(0, at).match(/(\d)\D*$/)?.[1] ?? null;
}
