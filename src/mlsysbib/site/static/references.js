// The references of papers, in files that are loaded only when somebody wants them.
"use strict";

globalThis.mlsysbibLoader = (data) => {
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
      const promise = new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: path });
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

  // The text of some papers, by key, as `mlsysbib export` writes it.
  return async (wanted, form) => {
    const keys = [...wanted].sort();
    const missing = keys.filter((key) => !loaded.has(key));
    const shards = new Set(missing.map((key) => data.shards[crc32(key) % data.shards.length]));
    await Promise.all([...shards].map(load));
    const texts = keys.map((key) => loaded.get(key)[form === "bibtex" ? 0 : 1]);
    if (form === "bibtex") return texts.join("\n");
    // Each text is an array of one item.
    const items = texts.map((text) => `  ${text.trim().slice(1, -1).trim()}`);
    return `[\n${items.join(",\n")}\n]\n`;
  };
};
