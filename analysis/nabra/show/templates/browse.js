// Lines to look through, live. Text of articles enters the page by textContent alone; a link is made only of a plain
// http or https address.
function render({ model, el }) {
  const words = model.get("words");
  const make = (tag, attributes = {}, text = "") => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    // What has the focus must say so itself, or JupyterLab takes the reader's keys for its shortcuts.
    if (node.tabIndex >= 0) node.setAttribute("data-lm-suppress-shortcuts", "true");
    return node;
  };
  const box = make("div", { class: "nabra-lines nabra-browse" });
  const bar = make("div", { class: "bar", role: "group", "aria-label": words.controls });
  const status = make("p", { class: "status", role: "status", "aria-live": "polite" });
  const body = make("div", { tabindex: "0", role: "region", "aria-label": words.lines });
  const fields = {};

  const ask = (change) => {
    const fresh = { page: 1, ...change };
    model.set("query", { ...model.get("query"), ...fresh });
    model.save_changes();
  };
  const field = (name, node) => {
    const label = make("label", {}, words[name] + " ");
    label.append(node);
    bar.append(label);
    fields[name] = node;
  };
  const choose = (name, options) => {
    const node = make("select");
    for (const [value, text] of options) node.append(make("option", { value }, text));
    node.addEventListener("change", () => ask({ [name]: node.value }));
    field(name, node);
  };
  const type = (name) => {
    const node = make("input", { type: "text", size: "9", placeholder: "2018-03", dir: "ltr" });
    node.addEventListener("change", () => ask({ [name]: node.value.trim() }));
    field(name, node);
  };
  for (const name of ["sort", "outlet", "voice", "marks"]) choose(name, model.get("options")[name]);
  type("since");
  type("until");
  choose("size", model.get("options").size);

  const pages = make("div", { class: "bar", role: "group", "aria-label": words.pages });
  const steps = { first: () => 1, previous: (view) => view.page - 1, next: (view) => view.page + 1, last: (view) => view.pages };
  const buttons = {};
  for (const [name, goal] of Object.entries(steps)) {
    buttons[name] = make("button", { type: "button" }, words[name]);
    buttons[name].addEventListener("click", () => {
      if (buttons[name].getAttribute("aria-disabled") !== "true") ask({ page: goal(model.get("view")) });
    });
    pages.append(buttons[name]);
  }
  const number = make("input", { type: "number", min: "1", "aria-label": words.page, dir: "ltr" });
  number.addEventListener("change", () => ask({ page: Number(number.value) || 1 }));
  buttons.next.before(number);

  const runs = (list) => {
    const cell = make("bdi");
    for (const [text, voice, marks] of list) {
      const plain = voice === "narrator" && !marks;
      cell.append(plain ? document.createTextNode(text) : make("span", { class: `r ${voice}${marks ? " m" : ""}` }, text));
    }
    return cell;
  };
  const plainLink = (address) => {
    try {
      const found = new URL(address);
      return ["http:", "https:"].includes(found.protocol) ? found.href : null;
    } catch {
      return null;
    }
  };
  const source = (line) => {
    const cell = make("td", { class: "source" });
    line.source.forEach((text, place) => {
      if (place) cell.append(" · ");
      cell.append(make("bdi", {}, text));
    });
    const address = line.url && plainLink(line.url);
    if (address) {
      cell.append(" · ", make("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, "↗"));
      cell.lastChild.setAttribute("aria-label", words.open);
    }
    return cell;
  };
  const table = (block) => {
    const made = make("table", { dir: block.direction, lang: block.language });
    const head = make("tr");
    for (const [name, text] of block.heads) {
      const cell = make("th", { scope: "col", class: name }, text);
      if (name === block.sorted) cell.setAttribute("aria-sort", "ascending");
      head.append(cell);
    }
    made.append(make("thead"), make("tbody"));
    made.tHead.append(head);
    for (const line of block.lines) {
      const row = make("tr");
      const before = make("td", { class: "before" });
      const key = make("td", { class: "key" });
      const after = make("td", { class: "after" });
      before.append(runs(line.before));
      key.append(make("bdi", { class: `v ${line.voice}`, title: line.said }, line.key));
      after.append(runs(line.after));
      row.append(before, key, after, source(line));
      made.tBodies[0].append(row);
    }
    return made;
  };

  const draw = () => {
    const view = model.get("view");
    const query = model.get("query");
    for (const [name, node] of Object.entries(fields)) node.value = String(query[name] ?? "");
    status.textContent = view.error || view.status || "";
    status.classList.toggle("wrong", Boolean(view.error));
    if (view.error) return;
    number.value = String(view.page);
    number.max = String(view.pages);
    for (const name of ["first", "previous"]) buttons[name].setAttribute("aria-disabled", String(view.page <= 1));
    for (const name of ["next", "last"]) buttons[name].setAttribute("aria-disabled", String(view.page >= view.pages));
    body.replaceChildren(...view.blocks.map(table));
    body.scrollTop = 0;
  };
  model.on("change:view", draw);
  box.append(bar, status, body, pages);
  el.replaceChildren(box);
  draw();
  return () => model.off("change:view", draw);
}

export default { render };
