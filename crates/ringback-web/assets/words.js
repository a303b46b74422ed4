// Shows a text in the caller's phone while it is written: <words-preview for="field" …>.

const PAUSE_MS = 200;

const make = (name, className, text) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

class WordsPreview extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    if (!this.field || this.shown) return;
    this.shown = make("div", "words-shown");
    this.spoken = make("p", "out-of-sight");
    this.spoken.setAttribute("role", "status");
    this.replaceChildren(this.shown, this.spoken);
    this.field.addEventListener("input", () => this.soon());
    this.look();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MS);
  }

  // The last question wins: an answer to an older one is thrown away.
  async look() {
    this.asking?.abort();
    this.asking = new AbortController();
    const template = this.field.value.trim() ? this.field.value : this.field.placeholder;
    this.hidden = !template.trim();
    if (this.hidden) return this.field.removeAttribute("aria-invalid");
    try {
      const answer = await fetch(`${this.getAttribute("root") ?? ""}api/preview${this.getAttribute("query") ?? ""}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(this.question(template)),
        signal: this.asking.signal,
      });
      if (answer.ok) this.show(await answer.json());
    } catch (fault) {
      if (fault.name !== "AbortError") this.classList.add("stale");
    }
  }

  question(template) {
    const question = { template };
    for (const name of ["situation", "language", "line"]) {
      if (this.hasAttribute(name)) question[name] = this.getAttribute(name);
    }
    if (this.hasAttribute("not-first")) question.first = false;
    return question;
  }

  show({ wordings }) {
    this.classList.remove("stale");
    const many = wordings.length > 1;
    this.shown.replaceChildren(...wordings.map((wording, index) => this.phone(wording, many && index + 1)));
    const bad = wordings.some((wording) => wording.error || wording.refused);
    if (bad) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
    const said = wordings.flatMap((wording) => wording.error ?? wording.findings.map((finding) => finding.sentence));
    if (this.spoken.textContent !== said.join(" ")) this.spoken.textContent = said.join(" ");
  }

  phone(wording, number) {
    const phone = make("figure", "words-phone");
    if (number) phone.append(make("figcaption", "words-number", `Wording ${number}`));
    if (wording.error) {
      phone.append(this.finding("refuse", `${wording.error[0].toUpperCase()}${wording.error.slice(1)}.`));
      return phone;
    }
    const screen = make("div", wording.refused ? "words-screen refused" : "words-screen");
    screen.append(make("p", "words-bubble", wording.text));
    phone.append(screen, this.meter(wording));
    if (wording.findings.length) {
      const list = make("ul", "words-findings");
      list.append(...wording.findings.map((finding) => this.finding(finding.severity, finding.sentence, "li")));
      phone.append(list);
    }
    return phone;
  }

  meter({ segments, chars_left: left, encoding, cost }) {
    const meter = make("p", segments > 1 ? "words-meter more" : "words-meter");
    const size = segments === 1 ? "1 segment" : `${segments} segments`;
    const price = make("span", "", `about ${cost.amount} ${cost.currency}`);
    price.title = `Price of ${cost.price_date}, from your settings. The carrier's bill decides.`;
    meter.append(make("b", "", size), make("span", "", `${left} characters left`), price);
    if (encoding !== "GSM-7") meter.append(make("span", "words-wide", "16-bit"));
    return meter;
  }

  finding(severity, sentence, name = "p") {
    const finding = make(name, `words-finding ${severity}`);
    finding.append(make("b", "", severity === "refuse" ? "Not allowed" : "Note"), ` ${sentence}`);
    return finding;
  }
}

customElements.define("words-preview", WordsPreview);
