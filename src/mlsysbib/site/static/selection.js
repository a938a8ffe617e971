// On every page: the papers that were picked, the boxes to pick them with, and what can be taken.
"use strict";

globalThis.mlsysbibSelection = (() => {
  const make = mlsysbibMake;
  // The script itself is in a folder of the site.
  const root = new URL("../", document.currentScript.src).href;
  const references = mlsysbibLoader(root);
  const shelf = `mlsysbib ${new URL(root).pathname}`;
  const listeners = [];

  // The selection goes along as long as the tab is open; a new tab begins with that of the last
  // one. Not every browser lets every page keep something.
  const read = (storage) => {
    try {
      return globalThis[storage].getItem(shelf);
    } catch {
      return null;
    }
  };
  const kept = () =>
    new Set((read("sessionStorage") ?? read("localStorage") ?? "").split(",").filter(Boolean));
  const keep = (...storages) => {
    for (const storage of storages) {
      try {
        globalThis[storage].setItem(shelf, [...keys].join(","));
      } catch {
        // It stays on this page.
      }
    }
  };
  let keys = kept();

  const papers = (n) => `${n.toLocaleString("en")} ${n === 1 ? "paper" : "papers"}`;

  // --- boxes -------------------------------------------------------------------------------

  const box = (key, title) => {
    const input = make("input", { type: "checkbox", ariaLabel: `Select ${title}`, checked: keys.has(key) });
    input.addEventListener("change", () => change([key], input.checked));
    return make("label", { className: "pick" }, input);
  };
  for (const line of document.querySelectorAll("[data-key]")) {
    const title = line.querySelector(".title").textContent;
    line.querySelector(".gutter").prepend(box(line.dataset.key, title));
  }
  const listed = [...new Set([...document.querySelectorAll("[data-key]")].map((line) => line.dataset.key))];
  const isWhole = () => listed.every((key) => keys.has(key));
  const all = document.querySelector("[data-pick-all]");
  if (all && listed.length > 1) {
    all.hidden = false;
    all.addEventListener("click", () => change(listed, !isWhole()));
  }
  const one = document.querySelector("[data-pick]");
  if (one) {
    one.hidden = false;
    one.addEventListener("click", () => change([one.dataset.pick], !keys.has(one.dataset.pick)));
  }

  // A page of few papers has no files beside it: they are put together here.
  for (const take of document.querySelectorAll("[data-take]")) {
    take.hidden = false;
    take.addEventListener("click", async () => {
      const { take: written } = take.dataset;
      const texts = await references.texts(listed, written);
      const stem = location.pathname.split("/").pop().replace(/\.html$/, "");
      save(references.join([...texts.values()], written), stem, written);
    });
  }

  // --- the bar -----------------------------------------------------------------------------

  const count = make("span", { id: "selected-count" });
  const told = make("span", { id: "told" });
  told.setAttribute("role", "status");
  const form = make("select", { id: "form", ariaLabel: "Format" });
  form.append(make("option", { value: "bibtex" }, "BibTeX"), make("option", { value: "csl-json" }, "CSL-JSON"));
  const button = (id, label, act, className = "") => {
    const made = make("button", { type: "button", id, className }, label);
    made.addEventListener("click", act);
    return made;
  };
  const say = (text) => {
    told.textContent = text;
    setTimeout(() => {
      if (told.textContent === text) told.textContent = "";
    }, 4000);
  };
  const deliver = async (action) => {
    told.textContent = "Loading …";
    try {
      const texts = await references.texts(keys, form.value);
      const gone = keys.size - texts.size;
      const said = await action(references.join([...texts.values()], form.value));
      say(gone ? `${said}; ${papers(gone)} not here any more` : said);
    } catch (error) {
      say(error.message);
    }
  };
  const endings = { bibtex: [".bib", "text/x-bibtex"], "csl-json": [".json", "application/json"] };
  const save = (text, stem = "selection", written = form.value) => {
    const [ending, type] = endings[written];
    mlsysbibSave(text, stem + ending, type);
    return `Saved as ${stem}${ending}`;
  };
  const copy = async (text) => {
    await mlsysbibCopy(text);
    return "Copied";
  };
  const bar = make("div", { id: "selection", className: "selection for-screen", hidden: true });
  bar.setAttribute("role", "region");
  bar.ariaLabel = "Selection";
  bar.append(
    make("p", {}, count, " ", told),
    make(
      "div",
      { className: "actions" },
      form,
      button("download", "Download", () => deliver((text) => save(text))),
      button("copy", "Copy", () => deliver(copy)),
      button("copy-cite", "Copy \\cite{…}", async () => say(await copy(`\\cite{${[...keys].join(",")}}`))),
      make("a", { id: "show-selected", href: `${root}index.html?sel` }, "Show selected"),
      button("clear", "Clear", () => change([...keys], false), "plain"),
    ),
  );
  document.querySelector(".page").append(bar);

  const show = () => {
    for (const line of document.querySelectorAll("[data-key]")) {
      const input = line.querySelector(".pick input");
      if (!input) continue;
      input.checked = keys.has(line.dataset.key);
      line.classList.toggle("is-selected", input.checked);
    }
    if (all) {
      all.textContent = isWhole()
        ? `Unselect all ${listed.length.toLocaleString("en")}`
        : `Select all ${listed.length.toLocaleString("en")}`;
    }
    if (one) {
      const isIn = keys.has(one.dataset.pick);
      one.textContent = isIn ? "Selected" : "Select";
      one.ariaPressed = String(isIn);
    }
    bar.hidden = keys.size === 0;
    count.textContent = `${papers(keys.size)} selected`;
    // What the keyboard comes to must not lie below the bar.
    document.documentElement.style.scrollPaddingBottom = bar.hidden
      ? ""
      : `${bar.offsetHeight + 16}px`;
  };

  const change = (changed, isWanted) => {
    for (const key of changed) {
      if (isWanted) keys.add(key);
      else keys.delete(key);
    }
    keep("sessionStorage", "localStorage");
    show();
    for (const listener of listeners) listener(changed);
  };
  // What a link brings is that tab's alone, until something of it is changed.
  const replace = (wanted) => {
    keys = new Set(wanted);
    keep("sessionStorage");
    show();
  };

  show();
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    keys = kept(); // it may have changed since
    show();
  });
  return {
    root, references, papers, box, kept, change, replace, show,
    has: (key) => keys.has(key),
    get keys() {
      return [...keys];
    },
    get size() {
      return keys.size;
    },
    listen: (listener) => listeners.push(listener),
  };
})();
