"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const said = byId("said");
  let forgetting = 0;
  const say = (text) => {
    said.textContent = "";
    // An empty region first, so that the same words are read out again.
    requestAnimationFrame(() => { said.textContent = text; });
    clearTimeout(forgetting);
    forgetting = setTimeout(() => { said.textContent = ""; }, 4000);
  };

  // Copying: the clipboard where the browser gives it, else the command of old.
  const copyByCommand = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "visually-hidden";
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus();
    return done;
  };
  const copy = async (text, button, what) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = copyByCommand(text);
    }
    say(done ? `Copied ${what}` : `The browser does not let this page copy ${what}`);
    button.classList.toggle("is-done", done);
    setTimeout(() => button.classList.remove("is-done"), 2000);
  };

  const sources = [...document.querySelectorAll("code[id^='bibtex-']")];
  const whole = () => [...sources]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((code) => code.textContent)
    .join("\n");
  const count = sources.length === 1 ? "1 entry" : `${sources.length} entries`;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.copy) {
      const key = button.dataset.copy.slice("bibtex-".length);
      copy(byId(button.dataset.copy).textContent, button, `the BibTeX of ${key}`);
    } else if (button.id === "copy-all") {
      copy(whole(), button, `the BibTeX of ${count}`);
    } else if (button.id === "download-all") {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([whole()], { type: "application/x-bibtex" }));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      say(`${button.dataset.name}: ${count}`);
    }
  });
  for (const button of document.querySelectorAll("button[hidden]")) button.hidden = false;

  // Filtering: every word must stand somewhere in a paper, accents and case aside.
  const field = byId("filter");
  if (!field) return;
  field.parentElement.hidden = false;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const found = byId("found");
  let items = null;
  const read = () => [...document.querySelectorAll(".paper")].map((paper) => {
    const copied = paper.cloneNode(true);
    for (const part of copied.querySelectorAll(".bibtex, .copy")) part.remove();
    const holder = paper.closest("li") || paper;
    return { holder, text: fold(`${copied.textContent} ${venue(paper)}`) };
  });
  const venue = (paper) => {
    const badge = paper.querySelector(".badge");
    return badge ? badge.title : "";
  };
  const filter = () => {
    items ??= read();
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { holder, text } of items) {
      const matches = words.every((word) => text.includes(word));
      holder.hidden = !matches;
      if (matches) shown += 1;
    }
    // An outer item stays where one inside of it matches.
    for (const { holder } of items) {
      if (!holder.hidden) {
        for (let up = holder.parentElement; up; up = up.parentElement) {
          if (up.matches("li")) up.hidden = false;
        }
      }
    }
    for (const section of document.querySelectorAll(".list section")) {
      section.hidden = words.length > 0 && ![...section.querySelectorAll(".paper")]
        .some((paper) => !(paper.closest("li") || paper).hidden);
    }
    found.textContent = words.length ? `${shown} of ${items.length} papers` : "";
  };
  field.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && event.target === field) {
      field.value = "";
      filter();
    }
  });

  // On a narrow window long contents would push the list away.
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 66rem)").matches
      && contents.querySelectorAll("li").length > 10) contents.open = false;
})();
