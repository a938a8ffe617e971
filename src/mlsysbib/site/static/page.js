// On every page: buttons that copy, and `/` for the search.
"use strict";

globalThis.mlsysbibMake = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

globalThis.mlsysbibLoad = (src) =>
  new Promise((resolve, reject) => {
    const script = mlsysbibMake("script", { src, async: false });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${src} could not be loaded`)));
    document.head.append(script);
  });

globalThis.mlsysbibCopy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages that are not served securely have no clipboard: an older way works there.
    const area = mlsysbibMake("textarea", { value: text, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

globalThis.mlsysbibSave = (text, name, type) => {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  mlsysbibMake("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
};

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

for (const button of document.querySelectorAll("button[data-copy]")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await mlsysbibCopy(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  event.preventDefault();
  const field = document.getElementById("q");
  if (field) field.select();
  else location.assign(document.querySelector("a[data-search]").href);
});

// What needs all papers loads them when somebody turns to it, or comes with a question.
for (const form of document.querySelectorAll("form[data-scripts]")) {
  let isWanted = false;
  const load = () => {
    if (isWanted) return;
    isWanted = true;
    for (const src of form.dataset.scripts.split(" ")) mlsysbibLoad(src);
  };
  form.addEventListener("focusin", load);
  form.addEventListener("pointerover", load);
  if (location.search || location.hash || form.contains(document.activeElement)) load();
}
