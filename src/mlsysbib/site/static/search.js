// The index of all papers. It is built in small steps, so that typing never waits for it; until it
// is there, papers are found by looking through them.
"use strict";

globalThis.mlsysbibSearch = (data) => {
  const { fold, words, spaced } = mlsysbibText;
  const count = data.keys.length;
  const step = 8; // milliseconds of indexing between two chances to type
  const enough = 5; // with fewer exact hits than that, near ones follow them
  const boost = { system: 8, title: 3, authors: 2, venue: 2, year: 2, topics: 1, key: 1 };

  // FlashAttention is found by `flash attention`, S-LoRA by `slora`.
  const indexed = (text) => {
    const found = [];
    for (const compound of fold(text).match(/[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu) || []) {
      const parts = compound.split(/[-'’.]/);
      if (parts.length > 1) found.push(parts.join("").toLowerCase());
      for (const part of parts) {
        found.push(part.toLowerCase());
        const humps = part.match(/\p{Lu}+(?=\p{Lu}\p{Ll}{2})|\p{Lu}*[^\p{Lu}]+|\p{Lu}+/gu) || [];
        if (humps.length > 1) found.push(...humps.map((hump) => hump.toLowerCase()));
      }
    }
    return found;
  };

  const authors = (i) => data.authors[i].map((n) => data.names.authors[n]);
  // 0 stands for a year that is not known.
  const yearOf = (i) => String(data.years[i] || "");
  const badge = (i) => data.names.badges[data.badges[i]];
  const topics = (i) => data.topics[i].map((n) => data.names.topics[n]);
  const topicWords = (i) =>
    topics(i).map((path) => `${path.replaceAll("/", " ")} ${data.topicNames[path] || ""}`);
  // A venue by its badge and its name in addresses, and an edition as people write it: sosp23.
  const venue = (i) => {
    const year = yearOf(i);
    const said = badge(i).toLowerCase();
    const id = data.names.venues[data.venues[i]];
    const names = year ? [...new Set([said, id])] : [];
    const editions = names.map((n) => `${n}${year.slice(-2)} ${n}${year}`);
    return `${badge(i)} ${id} ${editions.join(" ")}`;
  };
  const fields = {
    id: (i) => i,
    system: (i) => data.systems[i],
    title: (i) => data.titles[i],
    authors: (i) => authors(i).join(" "),
    venue,
    year: yearOf,
    topics: (i) => topicWords(i).join(" "),
    key: (i) => data.keys[i],
  };
  const parse = mlsysbibQuery(data, {
    author: authors,
    topic: topicWords,
    ...Object.fromEntries(["title", "system", "venue", "year", "key"].map((name) => [
      name,
      (i) => [fields[name](i)],
    ])),
  });

  // A number is itself and no other one; only the last one may yet be going on.
  const isNumber = (term) => /^\p{N}+$/u.test(term);
  const goesOn = (term, place, terms) => !isNumber(term) || place === terms.length - 1;

  const index = new MiniSearch({
    fields: Object.keys(boost),
    extractField: (i, field) => fields[field](i),
    tokenize: indexed,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: words,
      processTerm: (term) => term,
      combineWith: "AND",
      prefix: goesOn,
      boost,
      weights: { prefix: 0.35, fuzzy: 0.2 },
    },
  });

  // All words of some texts between blanks, compounds whole and in their parts.
  const forms = (...texts) => ` ${texts.flatMap(indexed).join(" ")} `;
  const remembered = (make) => {
    const known = [];
    return (i) => (known[i] ??= make(i));
  };
  const titleForms = remembered((i) => forms(data.titles[i]));
  const haystack = remembered((i) => {
    const rest = [venue(i), data.keys[i], ...topicWords(i), ...authors(i), yearOf(i)];
    return titleForms(i) + forms(data.systems[i]) + spaced(rest.join(" "));
  });
  const lookThrough = (terms) => {
    const parts = terms.map((term, place) => (goesOn(term, place, terms) ? ` ${term}` : ` ${term} `));
    return all.filter((i) => parts.every((part) => haystack(i).includes(part)));
  };

  // Of papers that say the same, those that reading lists name are asked for more often.
  const namedBy = data.keys.map(() => 0);
  for (const [, , members] of data.lists) for (const i of members) namedBy[i]++;

  // Who types a system's name means that system; then come titles that say the words side by side,
  // those that say them all, and papers that do; a word is rather itself than the beginning of one.
  const ranked = (list, terms) => {
    const said = ` ${terms.join(" ")} `;
    const joined = terms.join("");
    const tier = (i) => {
      const system = data.systems[i] && spaced(data.systems[i]);
      if (system && (said.includes(system) || system.replaceAll(" ", "") === joined)) return 0;
      const title = titleForms(i);
      if (title.includes(said) || title.includes(` ${joined} `)) return 1;
      const whole = (text) => terms.every((term) => text.includes(` ${term} `));
      return whole(title) ? 2 : whole(haystack(i)) ? 3 : 4;
    };
    const tiers = [[], [], [], [], []];
    for (const i of list) tiers[tier(i)].push(i);
    for (const named of tiers.slice(0, 2)) named.sort((a, b) => namedBy[b] - namedBy[a]);
    return tiers.flat();
  };

  let prepared = 0;
  let done = 0;
  let whenReady = () => {};
  // What is looked through comes first: it takes a tenth of the time.
  const build = () => {
    const until = performance.now() + step;
    while (done < count && performance.now() < until) {
      if (prepared < count) haystack(prepared++);
      else index.add(done++);
    }
    if (done < count) setTimeout(build);
    else whenReady();
  };
  setTimeout(build);

  const typos = (term) => (term.length < 4 || /\p{N}/u.test(term) ? 0 : term.length < 8 ? 1 : 2);
  const all = [...Array(count).keys()];

  return {
    authors, badge, topics,
    get isReady() {
      return done === count;
    },
    set onReady(callback) {
      whenReady = callback;
    },
    // The papers that match, the best first, and those that do but for a letter or two. All of
    // them, the newest first, where nothing is asked for; none where what is asked has no word.
    find(text) {
      if (!text.trim()) return { exact: all, near: [] };
      const { terms, tests } = parse(text);
      const passes = (i) => tests.every((test) => test(i));
      if (!terms.length) return { exact: tests.length ? all.filter(passes) : [], near: [], isWordless: !tests.length };
      // A letter alone says too little to be ranked by, and stands in nearly all papers.
      const isSlow = done < count || terms.join("").length < 2;
      const ask = (options) => index.search(terms.join(" "), options);
      const exact = ranked((isSlow ? lookThrough(terms) : ask().map((hit) => hit.id)).filter(passes), terms);
      if (isSlow || exact.length >= enough) return { exact, near: [] };
      const known = new Set(exact);
      // Few slips are in a first letter, and without it too many words are alike.
      const isAlike = (hit) => terms.every((term) => hit.terms.some((word) => word[0] === term[0]));
      const near = ask({ fuzzy: typos }).filter(isAlike).map((hit) => hit.id);
      return { exact, near: near.filter((i) => !known.has(i) && passes(i)) };
    },
  };
};
