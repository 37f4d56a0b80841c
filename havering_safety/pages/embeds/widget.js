// Charts, figures and tables of Havering Safety for any page.
const BASE = new URL("../../", import.meta.url);
// Few charts are drawn at once: one that must wait is asked for again after so many seconds.
const WAITS = [1, 2, 4, 8];

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block }
figure { margin: 0; overflow-wrap: break-word }
img { max-width: 100%; background: #fff }
strong, small { display: block; margin: .5em 0 }
b { font-size: 2.25em }
[role=region] { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; padding: .3em .8em .3em 0; border-bottom: 1px solid }
.number { text-align: end }
a { color: inherit }
`);

function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.append(...inside);
  return element;
}

const link = (href, text) => make("a", { href }, text);

function table({ title, table: { heads, labels, rows, below } }) {
  const row = (scope) => (texts) => make("tr", {}, ...texts.map((text, i) => i < labels
    ? make("th", { scope }, text)
    : make(scope == "col" ? "th" : "td", { class: "number" }, text)));
  const whole = make("table", {}, make("thead", {}, row("col")(heads)), make("tbody", {}, ...rows.map(row("row"))));
  return [make("div", { role: "region", tabindex: 0, "aria-label": title }, whole), below];
}

const figure = ({ figures }) => figures.map(([text, about]) => make("p", {}, make("b", {}, text), ` ${about}`));

function chart(shown, room) {
  const width = Math.min(1600, Math.max(280, Math.floor((room || 640) / 40) * 40));
  const behind = make("details", {}, make("summary", {}, "Figures of this chart"), ...table(shown));
  const picture = make("img", { alt: shown.alternative, crossorigin: "anonymous" });
  const draw = () => { picture.src = `${shown.chart}&width=${width}`; };
  let failures = 0;
  picture.onerror = () => {
    if (failures < WAITS.length) return setTimeout(draw, WAITS[failures++] * 1000);
    picture.replaceWith("The chart cannot be drawn now. These are its figures.");
    behind.open = true;
  };
  draw();
  return [picture, behind];
}

const FORMS = { chart, figure, table };

function filled(shown, kind, room) {
  const { title, demo, notes, source, by, permalink, licence, attribution } = shown;
  return make("figure", { "aria-label": title }, make("strong", {}, demo), make("strong", {}, title),
    ...FORMS[kind](shown, room), ...notes.map((note) => make("small", {}, note)),
    make("small", {}, "Source: ", link(source, by), ". ", link(permalink, "Permanent link"), ". ",
      attribution, " ", link(licence, "The licence")));
}

// A refusal in its own words: what was not understood has no figure.
function failed({ title = "The figures cannot be loaded now.", detail = "", errors = [] }, query) {
  const told = errors.map(({ detail, did_you_mean: near }) =>
    make("li", {}, detail, near.length ? ` Did you mean ${near.join(" or ")}?` : ""));
  return make("div", { role: "alert" }, make("strong", {}, title), told.length ? make("ul", {}, ...told) : detail,
    " ", link(new URL(`explore?${query}`, BASE), "Ask Havering Safety"));
}

class Embed extends HTMLElement {
  static observedAttributes = ["query"];
  #turn = 0;
  #root = this.attachShadow({ mode: "open" });

  connectedCallback() { this.#show(); }
  attributeChangedCallback() { this.#show(); }

  async #show() {
    const turn = ++this.#turn, query = this.getAttribute("query") ?? "";
    this.#root.adoptedStyleSheets = [sheet];
    const show = (content) => this.#root.replaceChildren(make("div", { lang: "en-GB" }, content));
    show(make("p", { role: "status" }, "Loading figures …"));
    let content;
    try {
      await 0; // An element in the making calls more than once; the last call asks.
      if (turn != this.#turn || !this.isConnected) return;
      const address = new URL(`embed/v1/${this.kind}.json`, BASE);
      address.search = query;
      const response = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(30000) });
      const body = await response.json();
      content = response.ok ? filled(body, this.kind, this.clientWidth) : failed(body, query);
    } catch {
      content = failed({}, query);
    }
    // Another question may have been asked meanwhile.
    if (turn == this.#turn) show(content);
  }
}

for (const kind in FORMS) {
  const name = `havering-safety-${kind}`;
  customElements.get(name) ?? customElements.define(name, class extends Embed { kind = kind; });
}

// A frame of ours tells how high it is.
addEventListener("message", ({ origin, source, data }) => {
  const height = data?.["havering-safety-height"];
  if (origin == BASE.origin && height > 0)
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow == source) frame.height = Math.ceil(height);
});
