/* The search field of every page: asks Pagefind, which loads when somebody wants to search, and shows
   facts as what they are. Text enters the page by `textContent` alone. */

const SHOWN = 10; // hits at once
const PASSAGES = 3; // of one article
const OPTIONS = 200; // values of one filter
const WORDS = 60; // of a fact, around the first match
const FEWER = 32; // of a page

const dialog = document.getElementById("b-search");
if (dialog) setUp(dialog);

function setUp(dialog) {
  const { shards, every, words, kinds } = JSON.parse(dialog.querySelector("script").textContent);
  const kindNames = Object.fromEntries(kinds.map(([kind, , one]) => [kind, one]));
  const base = new URL(dialog.dataset.base.replace(/\/*$/, "/"), document.location);
  const form = dialog.querySelector("form");
  const field = form.querySelector("input");
  const narrow = dialog.querySelector(".b-search-narrow");
  const kindBox = narrow.querySelector("fieldset");
  const selects = [...narrow.querySelectorAll("select[data-facet]")];
  const order = narrow.querySelector("[data-order]");
  const status = dialog.querySelector(".b-search-status");
  const list = dialog.querySelector(".b-search-hits");
  const more = dialog.querySelector(".b-search-more");
  const browse = dialog.querySelector(".b-search-browse");

  let index; // the promise of what searches
  let asked = 0; // which question is the newest: answers to others come too late
  let rest; // gives the next hits of the newest question
  let active = -1; // which hit the keyboard has chosen

  form.hidden = false;
  more.textContent = words.more;
  status.textContent = words.hint;
  for (const [kind, label] of kinds) kindBox.append(kindChoice(kind, label));

  /* Opening and closing */

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    document.documentElement.classList.add("b-searching");
    field.focus();
    field.select();
    load();
  }

  for (const link of document.querySelectorAll(".b-search-open")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        open();
      }
    });
    link.addEventListener("pointerenter", load, { once: true });
    link.addEventListener("focus", load, { once: true });
  }
  const close = dialog.querySelector(".b-search-close");
  close.setAttribute("role", "button");
  close.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => document.documentElement.classList.remove("b-searching"));
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (event.target === dialog || (link && link !== close)) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (dialog.open || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" || event.key === "s") {
      event.preventDefault();
      open();
    }
  });
  if (document.location.hash === "#b-search") open();

  /* Asking */

  function load() {
    index ??= Index.load(base, shards);
    index.catch(() => {
      index = undefined;
      fail();
    });
    return index;
  }

  function fail() {
    status.textContent = words.failed;
    dialog.classList.add("b-search-failed");
  }

  function filters() {
    const chosen = {};
    const checked = [...kindBox.querySelectorAll("input:checked")].map((box) => box.value);
    if (checked.length) chosen.kind = { any: checked };
    for (const select of selects) if (select.value) chosen[select.dataset.facet] = select.value;
    return chosen;
  }

  async function ask() {
    const question = ++asked;
    const term = field.value.trim();
    const chosen = filters();
    const blank = !term && !Object.keys(chosen).length;
    if (!list.childElementCount && !blank) status.textContent = words.loading;
    let found;
    try {
      const searcher = await load();
      if (question !== asked) return;
      found = blank ? searcher.nothing() : await searcher.search(term || every, chosen, order.value);
      const hits = found.hits();
      const first = await take(hits);
      if (question !== asked) return;
      rest = hits;
      list.replaceChildren();
      choose(-1);
      show(first);
      browse.hidden = found.count > 0 && !blank;
      const count = found.count ? words.found.replace("{n}", found.count) : words.none;
      status.textContent = blank ? words.hint : count;
      dialog.classList.remove("b-search-failed");
      showFacets(found, blank);
      if (found.counted || blank) return;
      await searcher.count();
      const counted = await searcher.search(term || every, chosen, "");
      if (question === asked) showFacets(counted, blank);
    } catch (error) {
      console.error(error);
      if (question === asked) fail();
    }
  }

  async function take(source) {
    const hits = [];
    let done = false;
    while (hits.length < SHOWN && !done) {
      const next = await source.next();
      done = next.done;
      if (!done) hits.push(next.value);
    }
    return { hits, done };
  }

  function show({ hits, done }) {
    const wanted = new Set([...kindBox.querySelectorAll("input:checked")].map((box) => box.value));
    list.append(...hits.map((data) => hit(data, wanted)));
    list.querySelectorAll("[role=option]").forEach((option, number) => (option.id = `b-search-hit-${number}`));
    field.setAttribute("aria-expanded", String(list.childElementCount > 0));
    more.hidden = done;
  }

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow.addEventListener("change", ask);
  more.addEventListener("click", async () => {
    const before = list.querySelectorAll("[role=option]").length;
    const question = asked;
    const next = await take(rest);
    if (question !== asked) return;
    show(next);
    field.focus();
    choose(before);
  });

  /* The keyboard: the field keeps the focus, and names the hit that is chosen */

  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the theme has keys of its own
    if (event.target !== field) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const options = list.querySelectorAll("[role=option]");
      (options[Math.max(active, 0)] ?? null)?.click();
    } else if (event.key === "Escape" && field.value) {
      event.preventDefault(); // the first one empties the field, the second closes
      field.value = "";
      ask();
    }
  });

  function choose(number) {
    const options = [...list.querySelectorAll("[role=option]")];
    active = options.length ? Math.max(-1, Math.min(number, options.length - 1)) : -1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    const chosen = options[active];
    if (chosen) {
      field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  /* Facets */

  function kindChoice(kind, label) {
    const box = make("input");
    box.type = "checkbox";
    box.value = kind;
    const choice = make("label", "", [box, make("span", "", label), make("span", "b-search-count", "")]);
    choice.hidden = true;
    return choice;
  }

  /* What a reader has chosen in a facet must not hide what else could be chosen in it. */
  function showFacets(found, blank) {
    narrow.hidden = !found.counted;
    const countsOf = (facet, chosen) => (chosen && !blank ? found.totals : found.filters)[facet] ?? {};
    const anyKind = kindBox.querySelector("input:checked");
    const ofKinds = countsOf("kind", anyKind);
    for (const choice of kindBox.querySelectorAll("label")) {
      const box = choice.querySelector("input");
      const count = ofKinds[box.value] ?? 0;
      choice.hidden = found.everything.kind?.[box.value] === undefined;
      box.disabled = !count && !box.checked;
      choice.querySelector(".b-search-count").textContent = count;
    }
    for (const select of selects) {
      const chosen = select.value;
      const counts = Object.entries(countsOf(select.dataset.facet, chosen)).filter(
        ([value, count]) => count || value === chosen,
      );
      const by = select.dataset.facet === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
      const shown = counts.sort(by).slice(0, OPTIONS);
      if (chosen && !shown.some(([value]) => value === chosen)) shown.push([chosen, 0]);
      const options = shown.map(([value, count]) => {
        const option = make("option", "", `${value} (${count})`);
        option.value = value;
        option.selected = value === chosen;
        return option;
      });
      select.replaceChildren(select.options[0], ...options);
      select.hidden = found.everything[select.dataset.facet] === undefined;
    }
  }

  /* Hits */

  function hit(data, wanted) {
    const ofHit = data.filters.kind ?? ["page"];
    const kind = ofHit[0];
    const places = passages(data);
    const address = new URL(data.raw_url, base);
    if (kind !== "article") {
      return places.length && data.raw_url.includes("#")
        ? option(kind, address, [...factParts(kind, places[0]), make("span", "b-search-within", withinOf(data))])
        : option(kind, address, [heading(data), excerpt(before(data, places), FEWER)]);
    }
    const matched = places.filter((place) => place.matched.length);
    const own = before(data, places);
    const shown = own.matched.length || !matched.length ? own : matched[0].text;
    const parts = [heading(data), excerpt(shown, FEWER)];
    if (ofHit.length === 1) return option(kind, address, parts);
    const facts = matched.filter((place) => !wanted.size || wanted.has("article") || wanted.has(kindOf(place)));
    facts.sort((a, b) => b.terms - a.terms); // those with most of what was asked for
    const inside = facts.slice(0, PASSAGES).map((place) => {
      const url = new URL(address);
      url.hash = place.id;
      return option(kindOf(place), url, factParts(kindOf(place), place));
    });
    const group = option(kind, address, [heading(data), ...(inside.length ? [] : [excerpt(shown, FEWER)])]);
    if (!inside.length) return group;
    const named = make("ul", "b-search-facts", inside);
    named.setAttribute("role", "group");
    named.setAttribute("aria-label", words.facts);
    const both = make("li", "b-search-article", [asBlock(group), named]);
    both.setAttribute("role", "presentation");
    return both;
  }

  function option(kind, address, parts) {
    const link = make("a", "", [make("span", "b-search-kind", kindNames[kind] ?? ""), ...parts]);
    link.href = address.href;
    link.tabIndex = -1;
    const found = make("li", `b-search-hit b-search-${kind}`, [link]);
    link.setAttribute("role", "option"); // nothing that can be reached by itself may lie in one
    link.setAttribute("aria-selected", "false");
    found.setAttribute("role", "presentation");
    return found;
  }
}

function asBlock(item) {
  const block = make("div", item.className, [...item.childNodes]);
  block.setAttribute("role", "presentation");
  return block;
}

const KIND_OF = { q: "quote", n: "number", e: "event", s: "statement" };
const kindOf = (place) => KIND_OF[place.id[0]];

/* A number leads with its figure and an event with its date; words come before whose they are. */
function factParts(kind, place) {
  const lead = make("span", "b-search-lead", marked(place.lead));
  const text = excerpt(place.text);
  return kind === "quote" ? [text, lead] : [lead, text];
}

/* The title is what a page's words begin with. */
function heading(data) {
  const title = titleOf(data);
  return make("span", "b-search-title", title.length ? marked(part(title, data.locations, 0), title.length) : data.raw_url);
}

const titleOf = (data) => (data.meta.title ?? "").split(/\s+/).filter(Boolean);

function excerpt(text, size) {
  return make("span", "b-search-text", marked(text, size));
}

/* The facts in what was found: words from one heading with an id to the next. */
function passages(data) {
  const anchors = data.anchors
    .filter((anchor) => anchor.element === "h2" && /^[qnes]-/.test(anchor.id))
    .sort((a, b) => a.location - b.location);
  const all = wordsOf(data);
  return anchors.map((anchor, number) => {
    const end = anchors[number + 1]?.location ?? all.length;
    const from = anchor.location + anchor.text.trim().split(/\s+/).length;
    const lead = part(ended(all.slice(anchor.location, from), anchor.text), data.locations, anchor.location);
    const text = part(all.slice(from, end), data.locations, from);
    const found = [lead, text].flatMap((one) => one.matched.map((place) => one.words[place].toLowerCase()));
    return { id: anchor.id, lead, text, matched: found, terms: new Set(found).size };
  });
}

/* What stands between the title and the first fact. */
function before(data, places) {
  const all = wordsOf(data);
  const from = titleOf(data).length;
  const first = places.length ? data.anchors.find((anchor) => anchor.id === places[0].id).location : all.length;
  return part(all.slice(from, first), data.locations, from);
}

/* Pagefind ends headings with a full stop where they have no end of their own. */
function ended(words, text) {
  return text.endsWith(".") ? words : [...words.slice(0, -1), words.at(-1)?.replace(/\.$/, "") ?? ""];
}

const wordsOf = (data) => data.content.split(/\s+/);

function part(words, locations, from) {
  const matched = locations.map((place) => place - from).filter((place) => place >= 0 && place < words.length);
  return { words, matched };
}

/* The words around the first match, each match as `<mark>`. */
function marked({ words, matched }, size = WORDS) {
  const first = matched.length ? Math.min(...matched) : 0;
  const start = words.length <= size || first < size / 2 ? 0 : first - 8;
  const end = Math.min(words.length, start + size);
  const places = new Set(matched);
  const nodes = [];
  let plain = start ? "… " : "";
  for (let place = start; place < end; place++) {
    if (places.has(place)) {
      if (plain) nodes.push(plain);
      nodes.push(make("mark", "", words[place]));
      plain = " ";
    } else {
      plain += `${words[place]} `;
    }
  }
  plain = plain.trimEnd() + (end < words.length ? " …" : "");
  if (plain) nodes.push(plain);
  return nodes;
}

function make(name, classes = "", content = []) {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  if (typeof content === "string" || typeof content === "number") element.textContent = content;
  else element.append(...content);
  return element;
}

/* All shards as one index. */
class Index {
  static async load(base, shards) {
    const folders = shards.map((name) => new URL(`${name}/`, base).pathname);
    const pagefind = await import(new URL("pagefind.js", new URL(folders[0], base)).href);
    const index = new Index(pagefind, folders, base.pathname);
    await index.merge();
    return index;
  }

  constructor(pagefind, folders, baseUrl) {
    this.pagefind = pagefind;
    this.folders = folders;
    this.baseUrl = baseUrl;
    this.everything = undefined;
  }

  async merge() {
    const options = { baseUrl: this.baseUrl, excerptLength: 1 };
    this.all = this.pagefind.createInstance({ ...options, basePath: this.folders[0] });
    await this.all.init();
    for (const folder of this.folders.slice(1)) await this.all.mergeIndex(folder, options);
  }

  /* Loads the facets, which first hits need not wait for; Pagefind counts in those it has loaded. */
  async count() {
    this.everything = await this.all.filters();
  }

  /* The answer to no question: all that could be found, and no hits. */
  nothing() {
    const everything = this.everything ?? {};
    const counted = this.everything !== undefined;
    return { count: 0, filters: everything, totals: everything, everything, counted, hits: () => best([]) };
  }

  /* Pagefind sorts merged results by how well they match, whatever else was asked for. So each
     shard is asked by itself where the order is another, and their answers are put together. */
  async search(term, filters, order) {
    const narrowed = await this.all.search(term, { filters });
    const found = {
      count: narrowed.results.length,
      filters: narrowed.filters,
      totals: narrowed.totalFilters,
      counted: this.everything !== undefined,
      everything: this.everything ?? {},
    };
    const sort = order === "newest" ? "desc" : "asc";
    found.hits = order ? () => this.inOrder(term, filters, order, sort) : () => best(narrowed.results);
    return found;
  }

  async *inOrder(term, filters, order, direction) {
    this.apart ??= this.folders.map((basePath) => this.pagefind.createInstance({ basePath, baseUrl: this.baseUrl, excerptLength: 1 }));
    const answers = await Promise.all(
      this.apart.map((shard) => shard.search(term, { filters, sort: { [order]: direction } })),
    );
    const queues = answers.map((answer) => best(answer.results));
    const heads = await Promise.all(queues.map(async (queue) => (await queue.next()).value));
    const undated = direction === "desc" ? "0000-00-00" : "9999-99-99";
    while (heads.some(Boolean)) {
      const days = heads.map((data) => data && (dayOf(data) || undated));
      const there = days.filter(Boolean).sort();
      const next = days.indexOf(direction === "desc" ? there.at(-1) : there[0]);
      yield heads[next];
      heads[next] = (await queues[next].next()).value;
    }
  }
}

/* Loads what it needs of the results and a little more at a time. */
async function* best(results) {
  for (let at = 0; at < results.length; at += SHOWN) {
    const loaded = await Promise.all(results.slice(at, at + SHOWN).map((result) => result.data()));
    yield* loaded;
  }
}

const noted = (data, start) => data.anchors.find((anchor) => anchor.id.startsWith(start))?.id.slice(start.length) ?? "";
const dayOf = (data) => noted(data, "day-");
const withinOf = (data) => decodeURIComponent(noted(data, "within-"));
