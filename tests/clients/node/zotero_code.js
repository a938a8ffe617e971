// Runs Zotero's own translators, without Zotero: node zotero_code.js FOLDER import LABEL < FILE
//                                               node zotero_code.js FOLDER export LABEL < ITEMS.json
// FOLDER is a checkout of zotero/translation-server with its modules and packages. An import prints
// {items, collections}: items as Zotero would hold them, collections with the keys of their items.
// An export prints the text that a translator makes of items that were imported so.
"use strict";

const path = require("path");

const [folder, direction, label] = process.argv.slice(2);
process.chdir(folder);
const load = (name) => require(path.join(folder, "src", name));

load("zotero");
load("debug").init(0);
const translators = load("translators");

function held(item) {
  const [json] = Zotero.Utilities.Item.itemToAPIJSON(item);
  return {
    ...json,
    tags: item.tags.map((tag) => ({ tag: typeof tag === "string" ? tag : tag.tag })),
    notes: (item.notes || []).map((note) => note.note),
  };
}

function named(collection, keys) {
  const children = collection.children || [];
  return {
    name: collection.name,
    items: children.filter((child) => child.type === "item").map((child) => keys.get(child.id)),
    collections: children
      .filter((child) => child.type === "collection")
      .map((child) => named(child, keys)),
  };
}

async function importText(text) {
  const translate = new Zotero.Translate.Import();
  translate.setString(text);
  const found = (await translate.getTranslators()).find((one) => one.label === label);
  if (!found) throw new Error(`${label} does not take the text`);
  translate.setTranslator(found);
  const items = await translate.translate({ libraryID: 1 });
  const keys = new Map(items.map((item) => [item.itemID || item.id, item.citationKey || item.itemID]));
  return JSON.stringify({
    items: items.map(held),
    collections: translate.newCollections.map((collection) => named(collection, keys)),
  });
}

// As itemToExportFormat does in Zotero: fields also by the names that types share.
function exported(item) {
  const uniqueFields = {};
  for (const [name, value] of Object.entries(item)) {
    if (typeof value !== "string" || ["key", "itemType"].includes(name)) continue;
    const base = Zotero.ItemFields.getBaseIDFromTypeAndField(item.itemType, name);
    uniqueFields[base ? Zotero.ItemFields.getName(base) : name] = value;
  }
  const notes = (item.notes || []).map((note, number) => {
    const id = `${item.citationKey}-${number}`;
    return { note, itemType: "note", itemID: id, uri: id, relations: {}, tags: [], uniqueFields: {} };
  });
  return { ...item, ...uniqueFields, uniqueFields, uri: item.key, notes, attachments: [] };
}

async function exportItems(text) {
  const translate = new Zotero.Translate.Export();
  translate.setItems(JSON.parse(text).map(exported));
  const all = await translators.getAllForType("export");
  translate.setTranslator(all.find((one) => one.label === label));
  const done = new Promise((resolve, reject) => {
    translate.setHandler("done", (_, status) => (status ? resolve() : reject(new Error(label))));
  });
  translate.translate();
  await done;
  return translate.string;
}

async function main() {
  await translators.init();
  let text = "";
  for await (const part of process.stdin.setEncoding("utf8")) text += part;
  process.stdout.write(direction === "import" ? await importText(text) : await exportItems(text));
}

main().catch((error) => {
  process.stderr.write(`${error.stack || error}\n`);
  process.exitCode = 1;
});
