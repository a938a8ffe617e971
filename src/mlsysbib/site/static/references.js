// The references of papers, in files that are loaded only when somebody wants them.
"use strict";

globalThis.mlsysbibLoader = (root) => {
  const loaded = new Map();
  const loading = new Map();

  const crc32 = (text) => {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };

  // What each file of references calls.
  globalThis.mlsysbibReferences = (papersOfShard) => {
    for (const [key, ...texts] of papersOfShard) loaded.set(key, texts);
  };

  const load = (path) => {
    if (!loading.has(path)) {
      const promise = mlsysbibLoad(root + path);
      promise.catch(() => loading.delete(path)); // to be tried again
      loading.set(path, promise);
    }
    return loading.get(path);
  };

  // The texts of some papers that the library has, by key, in the order of `mlsysbib export`.
  const texts = async (wanted, form) => {
    const keys = [...wanted].sort();
    const missing = keys.filter((key) => !loaded.has(key));
    if (missing.length) {
      await load("references/shards.js");
      const shards = globalThis.mlsysbibShards;
      await Promise.all([...new Set(missing.map((key) => shards[crc32(key) % shards.length]))].map(load));
    }
    const known = keys.filter((key) => loaded.has(key));
    return new Map(known.map((key) => [key, loaded.get(key)[form === "bibtex" ? 0 : 1]]));
  };

  // Several texts as one file, as `mlsysbib export` writes it.
  const join = (parts, form) => {
    if (form === "bibtex") return parts.join("\n");
    // Each text is an array of one item.
    const items = parts.map((text) => `  ${text.trim().slice(1, -1).trim()}`);
    return `[\n${items.join(",\n")}\n]\n`;
  };

  return { texts, join };
};
