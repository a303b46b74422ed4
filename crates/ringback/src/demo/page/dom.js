// Builds elements. Whatever people wrote goes through text nodes only, so that markup in a
// text message is shown as the characters it is.

const SVG = "http://www.w3.org/2000/svg";

// h("p", { class: "x", onclick: f, data: { id: 1 } }, "text", child, null)
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "data") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Replaces children only when they differ by key, so that focus and running animations survive.
export function keyed(parent, items, keyOf, build, update) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let element = old.get(key);
    if (element) old.delete(key);
    else {
      element = build(item);
      element.dataset.key = key;
    }
    update?.(element, item);
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
  }
  for (const left of old.values()) left.remove();
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const ICONS = {
  phone: "M6.6 3.5 9 3l2 4.6-2.1 1.6a12 12 0 0 0 5.9 5.9l1.6-2.1 4.6 2-.5 2.4a3 3 0 0 1-3.2 2.4A15.6 15.6 0 0 1 4.200 6.700a3 3 0 0 1 2.400-3.200Z",
  down: "M3 14.500c5.700-5 12.300-5 18 0l-2.300 2.700-3.900-1.600v-2.700a10 10 0 0 0-5.600 0v2.700l-3.900 1.600Z",
  mailbox: "M7 8.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm10 0a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM7 16.500h10",
  bubble: "M5 4.500h14a2 2 0 0 1 2 2v8.500a2 2 0 0 1-2 2h-6.500L8 20.500V17H5a2 2 0 0 1-2-2V6.500a2 2 0 0 1 2-2Z",
  send: "M4 12 20 4.500 14.500 20l-3-6.500Z",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm-7.500 16c.8-4.300 3.800-6.300 7.500-6.300s6.700 2 7.500 6.300",
  next: "M9 5.500 15.500 12 9 18.500",
  hidden: "M4 4l16 16M9.900 5.300A9.600 9.600 0 0 1 12 5c5 0 8.300 4.700 9 7a13 13 0 0 1-2.600 3.900M6.300 7.400A12.600 12.600 0 0 0 3 12c.7 2.300 4 7 9 7a9.500 9.500 0 0 0 4.400-1.100M9.900 9.900a3 3 0 0 0 4.200 4.200",
};

export function icon(name, filled = false) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", filled ? "icon filled" : "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
