// Sorts the flat list of timeline entries into what a person would call one thing that
// happened: a call with everything that followed from it, or a stretch of texting.

// What is true of every text that leaves, and of interest only for those to customers.
const ON_THE_WAY = new Set(["text_queued", "text_attempted", "text_accepted", "text_status"]);

// What the visitor does belongs to what just happened; after this pause it stands alone.
const APART_MS = 4000;

function follows(entry, group) {
  return Boolean(group) && entry.at - group.entries.at(-1).at < APART_MS;
}

// Entries: { id, at, call, contact, kind, what, sentence, reason, tone, body }, oldest first.
// `owner` is the owner's number: what goes to and fro there is part of somebody's conversation.
export function grouped(entries, owner, showWire) {
  const groups = [];
  const byCall = new Map();
  for (const entry of entries) {
    if (!showWire && isNoise(entry, owner)) continue;
    const last = groups.at(-1);
    let group;
    if (entry.call) group = byCall.get(entry.call);
    else if (entry.contact === owner || (isStage(entry) && follows(entry, last))) group = last;
    else if (last && !last.call && last.contact === (entry.contact ?? null)) group = last;
    if (!group) {
      group = { key: `g${entry.id}`, at: entry.at, call: entry.call ?? null, contact: entry.contact ?? null, entries: [] };
      groups.push(group);
      if (group.call) byCall.set(group.call, group);
    }
    if (entry.contact !== owner) group.contact ??= entry.contact ?? null;
    group.entries.push(entry);
  }
  // Some things are told late, after a restart for instance; they stand where they happened.
  for (const group of groups) group.entries.sort((one, other) => one.at - other.at || one.id - other.id);
  return groups;
}

function isNoise(entry, owner) {
  if (entry.what === "wire") return true;
  return entry.contact === owner && entry.tone !== "bad" && ON_THE_WAY.has(entry.what);
}

// What the visitor or the network did, as opposed to what Ringback noted.
export function isStage(entry) {
  return entry.what === "stage" || entry.what === "wire";
}

// Steps on the way that matter less than what they lead to.
const STEPS = new Set(["dial_ended", "call_ended", "text_attempted", "carrier_asked"]);

export function isStep(entry) {
  return STEPS.has(entry.what);
}

// How a group ended, in a word: the badge on its head. Null while it is open.
export function verdict(group) {
  const has = (...whats) => group.entries.some((entry) => whats.includes(entry.what));
  const failed = group.entries.some((entry) => entry.what === "text_status" && entry.tone === "bad");
  if (failed || has("text_refused")) return { words: "Not delivered", tone: "bad" };
  if (group.call && has("text_accepted", "text_status")) return { words: "Texted", tone: "good" };
  if (has("text_unknown")) return { words: "Unknown", tone: "bad" };
  if (has("opted_out")) return { words: "Opted out", tone: "hold" };
  if (has("held")) return { words: "No text", tone: "hold" };
  if (has("answered")) return { words: "Answered", tone: "good" };
  if (has("missed")) return { words: "Missed", tone: "wait" };
  return null;
}

// Milliseconds from the miss to the carrier's yes; null when either is not there.
export function missToCarrier(group) {
  const at = (what) => group.entries.find((entry) => entry.what === what)?.at;
  const missed = at("missed");
  const accepted = at("text_accepted");
  return missed !== undefined && accepted !== undefined && accepted >= missed ? accepted - missed : null;
}
