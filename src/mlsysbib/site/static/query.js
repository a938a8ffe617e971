// What was typed, taken apart: words to look for, and tests that a paper must pass.
"use strict";

globalThis.mlsysbibText = (() => {
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

  // Words between blanks, so that ` word ` is a whole one and ` wor` the beginning of one.
  const spaced = (text) => {
    const all = fold(text).toLowerCase();
    const signs = /^[\x00-\x7f]*$/.test(all) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu;
    return ` ${all.replace(signs, " ").trim()} `;
  };

  // `2020..2022`, `..2015`, `2020..`: the first and the last year; null where it is no range.
  const yearRange = (text) => {
    const range = /^(\d*)\.\.(\d*)$/.exec(text);
    return range && [Number(range[1] || 0), Number(range[2] || 9999)];
  };

  return { fold, words, spaced, yearRange };
})();

// `texts` gives what a field of a paper says, as an array; a test's words must all stand in one.
globalThis.mlsysbibQuery = (data, texts) => {
  const { words, spaced, yearRange } = mlsysbibText;
  const names = "author|title|venue|year|topic|system|key";
  // In the middle a blank behind the colon is that of a title: `A System: How It Is Made`.
  const first = new RegExp(`^\\s*(${names}):\\s+`, "iu");
  const named = new RegExp(`(?<![\\p{L}\\p{N}])(${names}):(?:"([^"]*)"?|([^\\s"]*))`, "giu");
  const doi = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:)?(10\.\d{4,}\/\S*)$/i;
  const arxiv =
    /^(?:https?:\/\/(?:www\.)?arxiv\.org\/\w+\/|(?:10\.48550\/)?arxiv[:.])?([a-z-]+(?:\.[a-z]+)?\/\d{7}|\d{4}\.\d{1,5})(?:v\d+)?(?:\.pdf)?$/i;
  const bare = (url) => url.replace(/^https?:\/\/(?:www\.)?|\/$/g, "");

  const within = (field, text) => {
    const range = field === "year" && yearRange(text);
    if (range) {
      const [from, to] = range;
      return (i) => data.years[i] && from <= data.years[i] && data.years[i] <= to;
    }
    const wanted = words(text).map((word) => ` ${word}`);
    return (i) =>
      texts[field](i).some((said) => {
        const whole = spaced(said);
        return wanted.every((word) => whole.includes(word));
      });
  };

  // A paper by what it is called elsewhere; none for what is an ordinary word.
  const called = (part) => {
    const id = part.replace(/[.,;)\]]+$/, "").replace(/^[(\[]+/, "");
    const digits = doi.exec(id)?.[1].toLowerCase();
    const number = arxiv.exec(digits || id)?.[1].toLowerCase();
    if (number) return (i) => data.arxiv[i].toLowerCase().startsWith(number);
    if (digits) return (i) => data.doi[i].toLowerCase().startsWith(digits);
    if (!/^https?:\/\/\S/.test(id)) return null;
    const url = bare(id);
    return (i) => [data.url[i], data.pdf[i], data.code[i]].some((other) => bare(other) === url);
  };

  return (text) => {
    const tests = [];
    const test = (made) => {
      if (made) tests.push(made);
      return Boolean(made);
    };
    const rest = text
      .replace(first, "$1:")
      .replace(named, (_, field, quoted, word) => {
        if (words(quoted ?? word).length) test(within(field.toLowerCase(), quoted ?? word));
        return " ";
      })
      .replace(/(?<!\p{L})(?:doi|arxiv):\s+(?=\d)/giu, " ")
      .replace(/\[[a-z-]+\.[a-z-]+\]/gi, " ") // the class behind an arXiv number
      .split(/\s+/)
      .filter((part) => !test(called(part)))
      .join(" ")
      // Who is named before `et al.` is the first author.
      .replace(/([\p{L}\p{N}]+)?[,\s]+et\.?\s+al(?!\p{L})\.?/giu, (_, family = "") => {
        const said = spaced(family);
        test(family && ((i) => spaced(texts.author(i)[0] ?? "").includes(said)));
        return ` ${family} `;
      })
      // C++ and C# are no words, and their letter alone would be in nearly all papers.
      .replace(/(?<![\p{L}\p{N}])\p{L}(?:\+\+?|#)(?![\p{L}\p{N}])/gu, (sign) => {
        test((i) => data.titles[i].toLowerCase().includes(sign.toLowerCase()));
        return " ";
      })
      // SOSP'23, as badges are written, is one word.
      .replace(/(\p{L})\s*['’‘`](\d\d)(?!\d)/gu, "$1$2");
    return { terms: words(rest), tests };
  };
};
