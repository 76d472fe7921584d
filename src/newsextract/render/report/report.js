"use strict";
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const read = (id) => JSON.parse(document.getElementById(id).textContent);

  const shared = read("shared");
  const pages = all(".page");
  const inspector = find("#inspector");
  const hint = find(".hint", inspector);
  const card = find(".card", inspector);
  const status = find(".status");
  const off = new Set();
  let page = null; // the section that is shown; null: the index
  let data = { items: [], articles: {}, explain: "" };
  let current = -1;
  let byGold = false;

  // Text only ever becomes text: no string from a page is read as HTML.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  };
  const han = (text, name = "span") => make(name, { lang: "zh-Hans" }, text);
  const slug = (verdict) => `is-${verdict.replaceAll(" ", "-")}`;

  // --- what is shown

  const goldView = () => byGold && page !== null && page.dataset.gold !== undefined;
  const shown = (item) => {
    if (off.has(item.kind)) return false;
    if (!goldView()) return !item.ghost;
    return !item.verdict || !off.has(slug(item.verdict));
  };

  const setView = (gold) => {
    byGold = gold;
    document.body.classList.toggle("by-gold", gold);
    for (const button of all("[data-view]")) {
      button.setAttribute("aria-pressed", String((button.dataset.view === "gold") === gold));
    }
    if (current >= 0 && !shown(data.items[current])) select(-1);
  };

  const toggle = (name) => {
    if (!off.delete(name)) off.add(name);
    document.body.classList.toggle(`off-${name}`, off.has(name));
    for (const button of all("[data-switch]")) {
      if (button.dataset.switch === name) button.setAttribute("aria-pressed", String(!off.has(name)));
    }
    if (current >= 0 && !shown(data.items[current])) select(-1);
  };

  const turn = (step) => {
    if (pages.length < 2) return;
    const number = page === null ? (step > 0 ? 1 : pages.length) : Number(page.dataset.page) + step;
    location.hash = number < 1 || number > pages.length ? "#index" : `#p${number}`;
  };

  const open = (section) => {
    if (section === page && section !== null) return;
    select(-1);
    page = section;
    for (const one of pages) one.hidden = one !== section;
    const index = find("#index");
    if (index) index.hidden = section !== null;
    document.body.classList.toggle("at-index", section === null);
    data = section === null ? { items: [], articles: {}, explain: "" } : read(`d${section.dataset.page}`);
  };

  const go = () => {
    const [, number, record] = /^#p(\d+)(?:[rl](\d+))?/.exec(location.hash) || [];
    const section = pages[Number(number) - 1];
    open(section || (pages.length > 1 ? null : pages[0] || null));
    if (section && record && /r\d+$/.test(location.hash)) select(Number(record));
    else if (section === undefined || !record) window.scrollTo(0, 0);
  };

  // --- the inspector

  const select = (number, { scroll = true, focus = true } = {}) => {
    for (const mark of all("mark.on")) mark.classList.remove("on");
    const item = data.items[number];
    current = item ? number : -1;
    card.hidden = !item;
    hint.hidden = Boolean(item);
    inspector.classList.toggle("open", Boolean(item));
    card.replaceChildren();
    if (!item) return;
    const marks = all(`mark[data-r="${number}"]`, page);
    for (const mark of marks) mark.classList.add("on");
    card.replaceChildren(...describe(item, number));
    inspector.scrollTop = 0;
    status.textContent = `${item.kind}: ${item.value || item.reason || item.expected || ""}, line ${item.line}`;
    if (marks.length && scroll) bring(marks[0]);
    if (marks.length && focus) marks[0].focus({ preventScroll: true });
  };

  const bring = (mark) => {
    const box = mark.getBoundingClientRect();
    const narrow = getComputedStyle(inspector).position === "fixed";
    const below = narrow ? inspector.getBoundingClientRect().top : innerHeight;
    if (box.top < 80 || box.bottom > below - 40) window.scrollBy(0, box.top - below / 3);
  };

  const step = (by) => {
    const count = data.items.length;
    for (let tried = 1; tried <= count; tried += 1) {
      const from = current < 0 && by < 0 ? count : current;
      const number = (((from + by * tried) % count) + count) % count;
      if (shown(data.items[number])) return select(number);
    }
    return undefined;
  };

  const link = (number, text) =>
    number === null || number === undefined
      ? han(text)
      : make("button", { type: "button", class: "go", "data-go": number, lang: "zh-Hans" }, text);
  const row = (label, ...content) => make("div", {}, make("dt", {}, label), make("dd", {}, ...content));
  const block = (title, ...content) => make("section", {}, make("h3", {}, title), ...content);
  const list = (entries) => make("ul", {}, entries.map((entry) => make("li", {}, entry)));

  const describe = (item, number) => {
    const parts = [
      make("header", {},
        make("span", { class: `chip ${item.kind}` }, item.kind),
        make("span", { class: "id" }, item.id || ""),
        make("button", { type: "button", class: "close", "aria-label": "Close the inspector" }, "×")),
      make("h2", { class: "value", lang: item.kind === "project" ? "zh-Hans" : null }, item.value || item.expected || "refused"),
    ];
    if (item.verdict) parts.push(judge(item));
    if (item.reason) parts.push(make("p", { class: "reason" }, item.reason));
    const article = data.articles[item.article];
    parts.push(make("dl", {},
      row("text", han(item.text)),
      item.reading ? row("reading", han(item.reading)) : null,
      (item.fields || []).map(([label, value]) => row(label, value)),
      row("span", `${item.span[0]}–${item.span[1]}`),
      row("line", String(item.line)),
      article
        ? row("article", make("a", { href: `#${page.id}${item.article}` }, `${item.article} ${article[0]}`), " ", han(article[1]))
        : null,
      item.rule ? row("rule", make("code", {}, item.rule), make("p", { class: "why" }, shared.why[item.rule] || "")) : null));
    if (item.facts) {
      parts.push(block("Facts", list(item.facts.map(([field, value, rule, from, line]) => [
        make("span", { class: "field" }, field),
        make("div", {}, from === null ? han(value) : link(from, value),
          make("span", { class: "aside" }, line ? `line ${line}, ` : "", make("code", {}, rule || "")))]))));
    }
    if (item.tells) {
      parts.push(block("Evidence for", list(item.tells.map(([project, field, of]) => [
        make("span", { class: "field" }, field), make("div", {}, link(of, project))]))));
    }
    if (item.names) {
      parts.push(block("The page says", list(item.names.map(([label, text, line]) => [
        make("span", { class: "field" }, label),
        make("div", {}, han(text), make("span", { class: "aside" }, `line ${line}`))]))));
    }
    const near = data.items.map((other, n) => [other, n]).filter(([other, n]) =>
      n !== number && shown(other) && other.span[0] < item.span[1] && item.span[0] < other.span[1]);
    if (near.length) {
      parts.push(block("Also in these characters", list(near.map(([other, n]) => [
        make("span", { class: "field" }, other.kind),
        make("div", {}, link(n, other.value || other.expected || other.text))]))));
    }
    if (!item.ghost) parts.push(block("Explain", make("code", { class: "command" }, data.explain + item.line)));
    return parts;
  };

  const judge = (item) => {
    const said = {
      "right": "As gold has it.",
      "missed": "Gold has this record; it was not found.",
      "surplus": "Gold has no such record.",
      "not scored": "Gold does not score this passage.",
      "wrong value": "Gold has another value here.",
      "wrong span": "The value is right, but gold marks other characters.",
    };
    const text = item.ghost && item.instead !== undefined ? "Gold marks these characters." : said[item.verdict];
    return make("div", { class: `verdict ${slug(item.verdict)}` },
      make("strong", {}, item.verdict), " ", text,
      item.ghost || !item.expected ? null : make("p", {}, "expected ", han(item.expected, "b")),
      item.ghost || !item.expected ? null : make("p", {}, "found ", han(item.value, "b")),
      item.instead === undefined ? null : make("p", {}, "found instead: ", link(item.instead, data.items[item.instead].value)));
  };

  // --- events

  const markAt = (target) => {
    let mark = target.closest("mark");
    const chain = [];
    for (; mark; mark = mark.parentElement.closest("mark")) {
      if (shown(data.items[Number(mark.dataset.r)])) chain.push(Number(mark.dataset.r));
    }
    // A second click on the same characters goes on to what lies round them.
    const at = chain.indexOf(current);
    return chain.length ? chain[(at + 1) % chain.length] : -1;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      const { switch: name, view, step: by, turn: leaf, go: number } = button.dataset;
      if (name) toggle(name);
      else if (view) setView(view === "gold");
      else if (by) step(Number(by));
      else if (leaf) turn(Number(leaf));
      else if (number) select(Number(number));
      else if (button.matches(".close")) close();
      else if (button.matches(".theme")) nextTheme(button);
      return;
    }
    if (event.target.closest("mark")) {
      const number = markAt(event.target);
      if (number >= 0) select(number, { scroll: getComputedStyle(inspector).position === "fixed" });
    }
  });

  const close = () => {
    const mark = page && find(`mark[data-r="${current}"]`, page);
    select(-1);
    if (mark) mark.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = inspector.contains(event.target);
    if (event.key === "n" || event.key === "p") step(event.key === "n" ? 1 : -1);
    else if (event.key === "[" || event.key === "]") turn(event.key === "]" ? 1 : -1);
    else if (event.key === "Enter" && !event.target.closest("button, a, summary")) {
      if (current < 0 && event.target.closest("mark")) select(Number(event.target.closest("mark").dataset.r));
      if (current >= 0) inspector.focus();
    } else if (event.key === "Escape") {
      const mark = page && find(`mark[data-r="${current}"]`, page);
      if (inside && mark) mark.focus({ preventScroll: true });
      else close();
    } else return;
    event.preventDefault();
  });

  const themes = ["system", "light", "dark"];
  const nextTheme = (button) => {
    const theme = themes[(themes.indexOf(document.documentElement.dataset.theme || "system") + 1) % themes.length];
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-label", theme === "system" ? "Theme: as the system" : `Theme: ${theme}`);
    button.textContent = { system: "◐", light: "○", dark: "●" }[theme];
  };

  window.addEventListener("hashchange", go);
  window.addEventListener("beforeprint", () => {
    for (const details of all("details", page || document)) details.open = true;
  });

  if (pages.length > 1) {
    find("nav").hidden = false;
    find(".turn").hidden = false;
  }
  go();
  setView(Boolean(shared.byGold));
})();
