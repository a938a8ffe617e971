// The start page: what was asked for stands in the address, and the page shows what the address says.
"use strict";

(() => {
  const data = globalThis.mlsysbibData;
  const byId = (id) => document.getElementById(id);
  const make = mlsysbibMake;
  const selection = mlsysbibSelection;
  const { papers } = selection;
  const search = mlsysbibSearch(data);
  const facets = mlsysbibFacets(data, search, make);
  const numbers = new Map(data.keys.map((key, i) => [key, i]));
  const preprints = new Set(data.preprints);
  const { groups } = facets;
  const page = 50;
  const longestAddress = 1500; // servers refuse long ones; what stands behind `#` never reaches them
  const field = byId("q");
  let state = {};
  let found = []; // those that match, then the similar ones
  let exact = 0; // how many match
  let shown = 0;
  let isOfSelection = false; // whether what is shown is the selection

  const isAsked = () => Boolean(state.q.trim() || facets.isUsed(state) || state.all);
  // The selection is looked at where nothing else is asked for.
  const isSelection = () => !isAsked() && state.chosen && selection.size > 0;
  const isOpen = () => isAsked() || isSelection();

  // --- the address -------------------------------------------------------------------------

  const values = (text) =>
    text ? text.split(",").map((value) => decodeURIComponent(value.replaceAll("+", " "))) : [];
  const written = (list) =>
    list.map((value) => encodeURIComponent(value).replaceAll("%2F", "/")).join(",");

  // A year, or those of a range that there are.
  const years = (text) => {
    const range = mlsysbibText.yearRange(text);
    if (!range) return [text];
    const [from, to] = range;
    return [...new Set(data.years)].filter((y) => y && from <= y && y <= to).map(String);
  };

  const readAddress = () => {
    const parts = {};
    for (const pair of `${location.search.slice(1)}&${location.hash.slice(1)}`.split("&")) {
      const [name, value = ""] = pair.split("=");
      if (pair === "q") continue; // `#q` is a place
      try {
        parts[name] = values(value);
      } catch {
        // No text behind a malformed escape: as if it were not there.
      }
    }
    const list = (name) => parts[name] || [];
    state = { q: list("q").join(","), all: "all" in parts, chosen: "sel" in parts };
    for (const group of groups) {
      const wanted = list(group);
      state[group] = facets.only(group, group === "year" ? wanted.flatMap(years) : wanted);
    }
    // Who goes back keeps what was selected since; a link brings its own selection.
    const isBack = history.state !== null;
    const isBrought = state.chosen && !isBack && list("sel").length;
    const keys = isBrought ? list("sel") : [...selection.kept()];
    selection.replace(keys.filter((key) => numbers.has(key)));
  };

  const address = () => {
    const pairs = [];
    if (state.q) pairs.push(`q=${encodeURIComponent(state.q).replaceAll("%20", "+")}`);
    for (const group of groups) {
      if (state[group].length) pairs.push(`${group}=${written(state[group])}`);
    }
    if (state.all) pairs.push("all");
    const isNamed = selection.size && (isAsked() || state.chosen);
    const chosen = isNamed ? `sel=${written(selection.keys)}` : "";
    const isLong = chosen.length > longestAddress;
    if (chosen && !isLong) pairs.push(chosen);
    const query = pairs.length ? `?${pairs.join("&")}` : "";
    return location.pathname + query + (isLong ? `#${chosen}` : "");
  };

  let waiting = 0;
  const write = () => {
    clearTimeout(waiting);
    waiting = 0;
    history.replaceState({ shown }, "", address());
  };
  const remember = ({ isStep = false } = {}) => {
    clearTimeout(waiting);
    waiting = 0;
    if (isStep) history.pushState({ shown: 0 }, "", address());
    // Browsers allow few changes of the address a second, and typing is faster.
    else waiting = setTimeout(write, 200);
  };
  // Whoever leaves sooner than that comes back to what was asked for.
  for (const event of ["click", "keydown", "pagehide"]) {
    addEventListener(
      event,
      ({ key = "Enter" }) => {
        if (waiting && key === "Enter") write();
      },
      true,
    );
  }

  // --- results -----------------------------------------------------------------------------

  const links = (i) =>
    [
      ["DOI", data.doi[i] && `https://doi.org/${encodeURI(data.doi[i]).replaceAll("#", "%23")}`],
      ["Paper", data.url[i]],
      ["PDF", data.pdf[i] || (data.arxiv[i] && `https://arxiv.org/pdf/${data.arxiv[i]}`)],
      ["arXiv", data.arxiv[i] && `https://arxiv.org/abs/${data.arxiv[i]}`],
      ["Code", data.code[i]],
    ]
      .filter(([, url]) => /^https?:\/\//.test(url))
      .map(([label, href]) => make("a", { href, rel: "noopener noreferrer" }, label));

  const listed = (names) => names.flatMap((name, n) => [n ? ", " : "", make("bdi", {}, name)]);
  const byline = (names) => {
    const most = names.length > 8 ? 6 : 8;
    const line = make("div", { className: "byline" });
    line.append(make("span", { className: "names" }, ...listed(names.slice(0, most))));
    const rest = names.slice(most);
    if (rest.length) {
      const count = make("span", { className: "how-many" }, ` ${rest.length} more`);
      const more = make("details", { className: "others" }, make("summary", {}, "and", count));
      more.append(" ", ...listed(rest));
      line.append(", ", more);
    }
    return line;
  };

  const result = (i) => {
    const key = data.keys[i];
    const title = data.titles[i];
    const names = search.authors(i);
    const href = data.papers[key] || `papers/${key}.html`;
    const cite = make("cite", { className: "title", dir: "auto" }, make("a", { href }, title));
    const head = make("div", {}, cite);
    const system = data.systems[i];
    if (system && !title.toLowerCase().startsWith(system.toLowerCase())) {
      head.append(" ", make("span", { className: "system" }, make("bdi", {}, system)));
    }
    const year = make("span", { className: "short-year" }, data.years[i] ? `'${String(data.years[i]).slice(-2)}` : "");
    const isPreprint = preprints.has(data.badges[i]);
    const place = make("span", { className: isPreprint ? "badge is-preprint" : "badge" });
    place.append(make("bdi", {}, search.badge(i), year));
    const entry = make("div", { className: "entry" }, head);
    if (names.length) entry.append(byline(names));
    const to = links(i);
    if (to.length) entry.append(make("div", { className: "links" }, ...to));
    const gutter = make("div", { className: "gutter" }, selection.box(key, title), place);
    const line = make("li", {}, make("div", { className: "paper" }, gutter, entry));
    line.dataset.key = key;
    return line;
  };

  const showMore = (until = shown + page) => {
    for (; shown < Math.min(until, found.length); shown++) {
      const line = result(found[shown]);
      if (shown === exact && exact) line.prepend(make("p", { className: "similar" }, "Similar"));
      byId("found").append(line);
    }
    byId("more").hidden = shown >= found.length;
    byId("more").textContent = `Show ${Math.min(page, found.length - shown)} more`;
  };

  const counted = (near, isWordless) => {
    if (isSelection()) return `${papers(exact)} selected`;
    if (isWordless) return `No word to look for in “${state.q.trim()}”.`;
    if (exact) return near ? `${papers(exact)}, ${near} similar` : papers(exact);
    return near ? `No paper has “${state.q.trim()}”; ${near} similar` : "No paper matches.";
  };

  const show = (until = 0) => {
    byId("overview").hidden = isOpen();
    byId("results").hidden = !isOpen();
    byId("filters").hidden = isSelection();
    byId("results").classList.toggle("with-filters", !isSelection());
    byId("clear-filters").hidden = !facets.isUsed(state);
    if (isOpen()) {
      const passing = (list) => list.filter((i) => facets.passes(state, i));
      let [matching, near, isWordless] = [selection.keys.map((key) => numbers.get(key)), [], false];
      if (isAsked()) {
        const answer = search.find(state.q);
        facets.show(state, answer.exact.length ? answer.exact : answer.near);
        [matching, near] = [passing(answer.exact), passing(answer.near)];
        isWordless = answer.isWordless;
      }
      exact = matching.length;
      found = [...matching, ...near];
      byId("found").replaceChildren();
      shown = 0;
      showMore(Math.max(page, until));
      byId("count").textContent = counted(near.length, isWordless);
      byId("select-all").hidden = !exact || isSelection();
      byId("select-all").textContent =
        exact === 1 ? "Select it" : `Select all ${exact.toLocaleString("en")}`;
    } else {
      found = [];
      byId("found").replaceChildren();
    }
    isOfSelection = isSelection();
    byId("show-selected").hidden = isOfSelection;
    selection.show();
  };

  // --- the selection -----------------------------------------------------------------------

  selection.listen((keys) => {
    if (isOfSelection) {
      const place = [...byId("found").children].findIndex((line) => line.dataset.key === keys[0]);
      show(shown);
      const lines = byId("found").children;
      (lines[Math.min(place, lines.length - 1)]?.querySelector("input") ?? field).focus();
    } else if (!selection.size) {
      field.focus();
    }
    remember();
  });

  // --- events ------------------------------------------------------------------------------

  const ask = (changes, { isStep = true } = {}) => {
    if (waiting && isStep) write();
    Object.assign(state, changes);
    show();
    remember({ isStep });
  };
  const none = Object.fromEntries(groups.map((group) => [group, []]));
  const beginAgain = () => {
    field.value = "";
    if (isAsked() || state.chosen) ask({ ...none, q: "", all: false, chosen: false });
    field.focus();
  };

  field.addEventListener("input", () => {
    const q = field.value;
    ask({ q, all: Boolean(q) && state.all }, { isStep: !state.q !== !q });
  });
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("more").addEventListener("click", () => {
    const next = shown;
    showMore();
    selection.show();
    write();
    byId("found").children[next]?.querySelector("a").focus();
  });
  byId("select-all").addEventListener("click", () => {
    selection.change(found.slice(0, exact).map((i) => data.keys[i]), true);
  });
  byId("clear-filters").addEventListener("click", () => {
    ask(none);
    field.focus();
  });
  byId("show-selected").setAttribute("href", "?sel");

  const firstResult = () => byId("found").querySelector(".title a");
  byId("to-results").addEventListener("click", (event) => {
    event.preventDefault();
    (firstResult() ?? field).focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    firstResult()?.focus();
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
      selection.change([line.dataset.key], !selection.has(line.dataset.key));
    }
  });

  // From the results Escape leads to the words; from anywhere else it begins again.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.matches("select")) return;
    if (event.target.closest("#found")) {
      field.focus();
      field.select();
    } else if (isOpen() || field.value) {
      beginAgain();
    }
  });

  // Links of this page ask for another state of it: no need to load it again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"], a.home');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const query = link.classList.contains("home") ? "" : link.getAttribute("href");
    history.pushState({ shown: 0 }, "", location.pathname + query);
    follow();
    write();
    scrollTo(0, 0);
    field.focus({ preventScroll: true });
  });

  const follow = () => {
    readAddress();
    field.value = state.q;
    show(history.state?.shown);
  };
  addEventListener("popstate", follow);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) follow(); // the selection may have changed since
  });
  addEventListener("hashchange", () => {
    // What the page itself has written is shown already.
    if (history.state === null) follow();
  });
  search.onReady = () => {
    document.documentElement.dataset.index = "ready";
    // What was found by looking through all papers is put into a better order.
    if (state.q.trim() && !byId("found").contains(document.activeElement)) show(shown);
  };

  // Where the filters stand above the results, they wait to be opened.
  const wide = matchMedia("(min-width: 60rem)");
  const open = () => {
    byId("filters").open = wide.matches;
  };
  wide.addEventListener("change", open);
  open();
  facets.build(
    (group, value, isWanted) => {
      const rest = state[group].filter((other) => other !== value);
      ask({ [group]: isWanted ? [...rest, value] : rest });
    },
    () => show(shown),
  );
  // Who was faster than the papers has typed something already.
  const typed = field.value;
  follow();
  if (typed && !state.q) ask({ q: (field.value = typed) });
  if (state.chosen) write();
  if (location.hash === "#q") {
    field.focus();
    write();
  }
})();
