// How times are written: clocks in the visitor's own zone, waits the way people say them.

export function clock(ms) {
  return new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
}

export function hourMinute(ms) {
  return new Date(ms).toLocaleTimeString([], { hour: "numeric", minute: "2-digit", hour12: false });
}

// "+0.4 s", "+12 s", "+3 min"
export function since(ms) {
  if (ms < 0) return "0 s";
  if (ms < 9950) return `+${(ms / 1000).toFixed(1)} s`;
  if (ms < 100_000) return `+${Math.round(ms / 1000)} s`;
  return `+${Math.round(ms / 60_000)} min`;
}

// "9 ms", "1.2 s"
export function span(ms) {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

// "0:07"
export function stopwatch(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
