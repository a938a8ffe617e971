// The start page: what was asked for stands in the address, and the page shows what the address says.
"use strict";

(() => {
  const data = globalThis.mlsysbibData;
  const search = mlsysbibSearch(data);
  const byId = (id) => document.getElementById(id);
  const numbers = new Map(data.keys.map((key, i) => [key, i]));
  const page = 50;
  const groups = ["topic", "venue", "year"];
  const longestAddress = 1500; // servers refuse long ones; what stands behind `#` never reaches them
  let state = { q: "", topic: [], venue: [], year: [], all: false };
  let selected = new Set();
  let found = [];
  let shown = 0;

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const papers = (n) => `${n.toLocaleString("en")} ${n === 1 ? "paper" : "papers"}`;

  // --- the address -------------------------------------------------------------------------

  const values = (text) =>
    text ? text.split(",").map((value) => decodeURIComponent(value.replaceAll("+", " "))) : [];
  const written = (list) =>
    list.map((value) => encodeURIComponent(value).replaceAll("%2F", "/")).join(",");

  const readAddress = () => {
    const parts = {};
    for (const pair of `${location.search.slice(1)}&${location.hash.slice(1)}`.split("&")) {
      const [name, value = ""] = pair.split("=");
      try {
        parts[name] = values(value);
      } catch {
        // No text behind a malformed escape: as if it were not there.
      }
    }
    const list = (name) => parts[name] || [];
    state = {
      q: list("q").join(","),
      topic: list("topic"),
      venue: list("venue"),
      year: list("year").flatMap(years),
      all: "all" in parts,
    };
    selected = new Set(list("sel").filter((key) => numbers.has(key)));
  };

  // `2020..2022`, `..2015`: the years that there are in between.
  const years = (text) => {
    const range = /^(\d*)\.\.(\d*)$/.exec(text);
    if (!range) return [text];
    const [from, to] = [Number(range[1] || 0), Number(range[2] || 9999)];
    return [...new Set(data.years)].filter((y) => from <= y && y <= to).map(String);
  };

  const address = () => {
    const pairs = [];
    if (state.q) pairs.push(`q=${encodeURIComponent(state.q).replaceAll("%20", "+")}`);
    for (const group of groups) {
      if (state[group].length) pairs.push(`${group}=${written(state[group])}`);
    }
    if (state.all) pairs.push("all");
    const chosen = selected.size ? `sel=${written([...selected])}` : "";
    const isLong = chosen.length > longestAddress;
    if (chosen && !isLong) pairs.push(chosen);
    const query = pairs.length ? `?${pairs.join("&")}` : "";
    return location.pathname + query + (isLong ? `#${chosen}` : "");
  };

  let waiting = 0;
  const remember = ({ isStep = false } = {}) => {
    clearTimeout(waiting);
    if (isStep) history.pushState(null, "", address());
    // Browsers allow few changes of the address a second, and typing is faster.
    else waiting = setTimeout(() => history.replaceState(null, "", address()), 200);
  };

  // --- facets ------------------------------------------------------------------------------

  // Topics count for those above them, so that a topic has what stands below it.
  const above = new Map();
  const withAbove = (path) => {
    if (!above.has(path)) {
      const names = path.split("/");
      above.set(path, names.map((_, depth) => names.slice(0, depth + 1).join("/")));
    }
    return above.get(path);
  };
  const valuesOf = {
    topic: data.keys.map((_, i) => [...new Set(search.topics(i).flatMap(withAbove))]),
    venue: data.keys.map((_, i) => [data.names.venues[data.venues[i]]]),
    year: data.keys.map((_, i) => [String(data.years[i])]),
  };
  const holds = (group, i) =>
    !state[group].length || valuesOf[group][i].some((value) => state[group].includes(value));
  const tally = (group, list) => {
    const counts = new Map();
    for (const i of list) {
      for (const value of valuesOf[group][i]) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  };

  const boxes = { topic: [], venue: [], year: [] };
  const first = { topic: Infinity, venue: 12, year: 12 };
  const buildFacets = () => {
    for (const group of groups) {
      const counts = tally(group, numbers.values());
      const ordered = {
        topic: () => Object.keys(data.topicNames).filter((path) => counts.has(path)),
        venue: () => [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)),
        year: () => [...counts.keys()].sort((a, b) => b - a),
      }[group]();
      const name = { topic: data.topicNames, venue: data.venueNames }[group] || {};
      const list = byId(`facet-${group}`);
      for (const value of ordered) {
        const box = make("input", { type: "checkbox", name: group, value });
        const sum = make("span", { className: "sum" });
        const label = make("label", {}, box, make("bdi", {}, name[value] || value), sum);
        const line = make("li", { className: `depth-${value.split("/").length - 1}` }, label);
        if (group !== "topic") line.className = "";
        box.addEventListener("change", () => {
          const rest = state[group].filter((other) => other !== value);
          state[group] = box.checked ? [...rest, value] : rest;
          remember({ isStep: true });
          show();
        });
        boxes[group].push({ value, box, sum, line });
        list.append(line);
      }
      if (ordered.length > first[group]) {
        const more = make("button", { type: "button", className: "plain" }, "Show all");
        more.addEventListener("click", () => {
          first[group] = Infinity;
          more.remove();
          show();
          boxes[group].find(({ line }) => !line.hidden)?.box.focus();
        });
        list.after(more);
      }
    }
  };

  const showFacets = (matching) => {
    for (const group of groups) {
      const others = groups.filter((other) => other !== group);
      const counts = tally(group, matching.filter((i) => others.every((other) => holds(other, i))));
      let lines = 0;
      for (const { value, box, sum, line } of boxes[group]) {
        const count = counts.get(value) || 0;
        box.checked = state[group].includes(value);
        sum.textContent = count.toLocaleString("en");
        const isOffered = box.checked || (count > 0 && lines < first[group]);
        line.hidden = !isOffered;
        if (isOffered) lines++;
      }
    }
  };

  // --- results -----------------------------------------------------------------------------

  const links = (i) =>
    [
      ["DOI", data.doi[i] && `https://doi.org/${encodeURI(data.doi[i]).replaceAll("#", "%23")}`],
      ["Paper", data.url[i]],
      ["PDF", data.pdf[i]],
      ["arXiv", data.arxiv[i] && `https://arxiv.org/abs/${data.arxiv[i]}`],
      ["Code", data.code[i]],
    ]
      .filter(([, url]) => /^https?:\/\//.test(url))
      .map(([label, href]) => make("a", { href, rel: "noopener noreferrer" }, label));

  const result = (i) => {
    const key = data.keys[i];
    const title = data.titles[i];
    const box = make("input", { type: "checkbox", ariaLabel: `Select ${title}` });
    box.checked = selected.has(key);
    box.addEventListener("change", () => select([key], box.checked));
    const names = search.authors(i);
    const most = names.length > 8 ? 6 : 8;
    const byline = make("span", { className: "names" });
    names.slice(0, most).forEach((name, n) => {
      byline.append(n ? ", " : "", make("bdi", {}, name));
    });
    if (names.length > most) byline.append(` and ${names.length - most} more`);
    const href = data.papers[key] || `papers/${key}.html`;
    const cite = make("cite", { className: "title", dir: "auto" }, make("a", { href }, title));
    const head = make("div", {}, cite);
    const system = data.systems[i];
    if (system && !title.toLowerCase().startsWith(system.toLowerCase())) {
      head.append(" ", make("span", { className: "system" }, make("bdi", {}, system)));
    }
    const year = String(data.years[i]).slice(-2);
    const badge = make("bdi", {}, `${search.badge(i)}'${year}`);
    const place = make("span", { className: "badge" }, badge);
    const entry = make("div", { className: "entry" }, head);
    if (names.length) entry.append(make("div", { className: "byline" }, byline));
    const to = links(i);
    if (to.length) entry.append(make("div", { className: "links" }, ...to));
    const gutter = make("div", { className: "gutter" }, place);
    const line = make("li", {}, box, make("div", { className: "paper" }, gutter, entry));
    line.dataset.key = key;
    return line;
  };

  const showMore = () => {
    const next = found.slice(shown, shown + page);
    byId("found").append(...next.map(result));
    shown += next.length;
    byId("more").hidden = shown >= found.length;
    byId("more").textContent = `Show ${Math.min(page, found.length - shown)} more`;
  };

  const show = () => {
    const isAsked = state.q.trim() || groups.some((group) => state[group].length) || state.all;
    const isSelection = !isAsked && selected.size > 0;
    byId("overview").hidden = Boolean(isAsked || isSelection);
    byId("results").hidden = !(isAsked || isSelection);
    byId("filters").hidden = isSelection;
    if (isAsked) {
      const matching = search.find(state.q);
      found = matching.filter((i) => groups.every((group) => holds(group, i)));
      showFacets(matching);
    } else if (isSelection) {
      found = [...selected].map((key) => numbers.get(key));
    }
    if (isAsked || isSelection) {
      byId("found").replaceChildren();
      shown = 0;
      showMore();
      const what = isSelection ? `${papers(found.length)} selected` : papers(found.length);
      byId("count").textContent = found.length ? what : "No paper matches.";
      byId("select-all").hidden = !found.length;
      byId("select-all").textContent = `Select all ${found.length.toLocaleString("en")}`;
    }
    showSelection();
  };

  // --- the selection -----------------------------------------------------------------------

  const select = (keys, isWanted) => {
    for (const key of keys) {
      if (isWanted) selected.add(key);
      else selected.delete(key);
    }
    remember();
    showSelection();
  };

  const showSelection = () => {
    byId("selection").hidden = selected.size === 0;
    byId("selected-count").textContent = `${papers(selected.size)} selected`;
    for (const line of byId("found").children) {
      const isIn = selected.has(line.dataset.key);
      line.querySelector("input").checked = isIn;
      line.classList.toggle("is-selected", isIn);
    }
  };

  const crc32 = (text) => {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };

  const loaded = new Map();
  const loading = new Map();
  globalThis.mlsysbibReferences = (papersOfShard) => {
    for (const [key, ...texts] of papersOfShard) loaded.set(key, texts);
  };
  const load = (path) => {
    if (!loading.has(path)) {
      const promise = new Promise((resolve, reject) => {
        const script = make("script", { src: path });
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => {
          loading.delete(path);
          reject(new Error(`${path} could not be loaded`));
        });
        document.head.append(script);
      });
      loading.set(path, promise);
    }
    return loading.get(path);
  };

  const references = async (form) => {
    const keys = [...selected].sort();
    const missing = keys.filter((key) => !loaded.has(key));
    const shards = new Set(missing.map((key) => data.shards[crc32(key) % data.shards.length]));
    await Promise.all([...shards].map(load));
    const texts = keys.map((key) => loaded.get(key)[form === "bibtex" ? 0 : 1]);
    if (form === "bibtex") return texts.join("\n");
    // Each text is an array of one item.
    return `[\n${texts.map((text) => text.trim().slice(1, -1).trim()).map((text) => `  ${text}`).join(",\n")}\n]\n`;
  };

  const deliver = async (action) => {
    const form = byId("form").value;
    const said = byId("told");
    said.textContent = "Loading …";
    try {
      said.textContent = await action(await references(form), form);
    } catch (error) {
      said.textContent = error.message;
    }
    setTimeout(() => {
      said.textContent = "";
    }, 4000);
  };

  const download = (text, form) => {
    const [name, type] =
      form === "bibtex" ? ["selection.bib", "text/x-bibtex"] : ["selection.json", "application/json"];
    const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
    return `Saved as ${name}`;
  };

  // --- events ------------------------------------------------------------------------------

  const field = byId("q");
  const ask = (text) => {
    const isStep = !state.q !== !text;
    state.q = text;
    if (!text) state.all = false;
    remember({ isStep });
    show();
  };
  field.addEventListener("input", () => ask(field.value));
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("more").addEventListener("click", () => {
    const next = shown;
    showMore();
    showSelection();
    byId("found").children[next]?.querySelector("a").focus();
  });
  byId("select-all").addEventListener("click", () => select(found.map((i) => data.keys[i]), true));
  byId("clear").addEventListener("click", () => {
    selected.clear();
    remember();
    show();
    field.focus();
  });
  byId("download").addEventListener("click", () => deliver(download));
  byId("copy").addEventListener("click", () =>
    deliver(async (text) => {
      await mlsysbibCopy(text);
      return "Copied";
    }),
  );

  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      ask("");
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      byId("found").querySelector(".title a")?.focus();
    }
  });

  byId("found").addEventListener("keydown", (event) => {
    const line = event.target.closest("li");
    const isTitle = event.target.matches(".title a");
    const beside = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling };
    if (event.key in beside) {
      event.preventDefault();
      (beside[event.key]?.querySelector(".title a") ?? (event.key === "ArrowUp" ? field : null))?.focus();
    } else if (event.key === " " && isTitle) {
      event.preventDefault();
      select([line.dataset.key], !selected.has(line.dataset.key));
    } else if (event.key === "Escape") {
      field.focus();
      field.select();
    }
  });

  // Links of the charts ask for another state of this page: no need to load it again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isKept = selected.size ? `&sel=${written([...selected])}` : "";
    history.pushState(null, "", location.pathname + link.getAttribute("href") + isKept);
    follow();
    scrollTo(0, 0);
    field.focus({ preventScroll: true });
  });

  const follow = () => {
    readAddress();
    field.value = state.q;
    show();
  };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  search.onReady = () => {
    document.documentElement.dataset.index = "ready";
    // What was found by looking through all papers is put into a better order.
    if (state.q.trim() && !byId("found").contains(document.activeElement)) show();
  };

  // Where the filters stand above the results, they wait to be opened.
  byId("filters").open = matchMedia("(min-width: 60rem)").matches;
  buildFacets();
  follow();
})();
