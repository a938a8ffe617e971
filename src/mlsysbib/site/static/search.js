// The index of all papers. It is built in small steps, so that typing never waits for it; until it
// is there, papers are found by looking through them.
"use strict";

globalThis.mlsysbibSearch = (data) => {
  const count = data.keys.length;
  const step = 8; // milliseconds of indexing between two chances to type
  const enough = 5; // with fewer exact hits than that, near ones follow them
  const boost = { system: 8, title: 3, authors: 2, venue: 2, year: 2, topics: 1, key: 1 };
  const letters = {
    ß: "ss", ø: "o", Ø: "O", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", ł: "l", Ł: "L", đ: "d", Đ: "D",
    ð: "d", þ: "th", Þ: "Th", ı: "i",
  };

  const fold = (text) =>
    /^[\x00-\x7f]*$/.test(text)
      ? text
      : text
          .normalize("NFKD")
          .replace(/\p{M}+/gu, "")
          .replace(/[ßøØæÆœŒłŁđĐðþÞı]/g, (letter) => letters[letter]);

  const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).map((w) => w.toLowerCase());

  // FlashAttention is found by `flash attention`, S-LoRA by `slora`.
  const indexed = (text) => {
    const found = [];
    for (const compound of fold(text).match(/[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu) || []) {
      const parts = compound.split(/[-'’.]/);
      if (parts.length > 1) found.push(parts.join("").toLowerCase());
      for (const part of parts) {
        found.push(part.toLowerCase());
        const humps = part.match(/\p{Lu}*[^\p{Lu}]+|\p{Lu}+/gu) || [];
        if (humps.length > 1) found.push(...humps.map((hump) => hump.toLowerCase()));
      }
    }
    return found;
  };

  const authors = (i) => data.authors[i].map((n) => data.names.authors[n]);
  const badge = (i) => data.names.badges[data.badges[i]];
  const topics = (i) => data.topics[i].map((n) => data.names.topics[n]);
  const topicWords = (i) =>
    topics(i).map((path) => `${path.replaceAll("/", " ")} ${data.topicNames[path] || ""}`);
  const fields = {
    id: (i) => i,
    system: (i) => data.systems[i],
    title: (i) => data.titles[i],
    authors: (i) => authors(i).join(" "),
    venue: (i) => `${badge(i)} ${data.names.venues[data.venues[i]]}`,
    year: (i) => String(data.years[i]),
    topics: (i) => topicWords(i).join(" "),
    key: (i) => data.keys[i],
  };

  const index = new MiniSearch({
    fields: Object.keys(boost),
    extractField: (i, field) => fields[field](i),
    tokenize: indexed,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: words,
      processTerm: (term) => term,
      combineWith: "AND",
      prefix: true,
      boost,
      weights: { prefix: 0.35, fuzzy: 0.2 },
    },
  });

  const foldedNames = data.names.authors.map(fold);
  const haystacks = [];
  const haystack = (i) => {
    if (haystacks[i] === undefined) {
      const names = data.authors[i].map((n) => foldedNames[n]).join(" ");
      const text = [data.systems[i], data.titles[i], badge(i), data.keys[i], ...topicWords(i)].join(" ");
      const all = `${fold(text)} ${names} ${data.years[i]}`.toLowerCase();
      const signs = /^[\x00-\x7f]*$/.test(all) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu;
      haystacks[i] = ` ${all.replace(signs, " ")}`;
    }
    return haystacks[i];
  };
  const lookThrough = (terms) => {
    const [named, others] = [[], []];
    for (let i = 0; i < count; i++) {
      if (!terms.every((term) => haystack(i).includes(` ${term}`))) continue;
      const isNamed = data.systems[i] && terms.includes(data.systems[i].toLowerCase());
      (isNamed ? named : others).push(i);
    }
    return [...named, ...others];
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

  const typos = (term) => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2);
  const all = [...Array(count).keys()];

  return {
    authors, badge, topics,
    get isReady() {
      return done === count;
    },
    set onReady(callback) {
      whenReady = callback;
    },
    // The papers that match, the best first; all of them, the newest first, for no words at all.
    find(text) {
      const terms = words(text);
      if (!terms.length) return all;
      // A letter alone says too little to be ranked by, and stands in nearly all papers.
      if (done < count || terms.join("").length < 2) return lookThrough(terms);
      const exact = index.search(text).map((hit) => hit.id);
      if (exact.length >= enough) return exact;
      const known = new Set(exact);
      const near = index.search(text, { fuzzy: typos }).map((hit) => hit.id);
      return [...exact, ...near.filter((i) => !known.has(i))];
    },
  };
};
