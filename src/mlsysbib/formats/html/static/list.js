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

  // Filtering: every word must stand in an item, in what it stands below, or in a heading above,
  // accents and case aside.
  const field = byId("filter");
  if (!field) return;
  field.parentElement.hidden = false;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const found = byId("found");
  const list = document.querySelector(".list");
  const isHolder = ".list li, .list tr.paper, .list .paper:not(li .paper), .list section";
  let items = null;
  const read = () => {
    const holders = [...document.querySelectorAll(isHolder)];
    const known = new Map(holders.map((holder) => [holder, ""]));
    // What an element says itself, without what is held by others in it.
    const own = (element) => [...element.childNodes].map((child) => {
      if (child.nodeType === Node.TEXT_NODE) return child.data;
      const isOther = known.has(child) || !child.matches || child.matches(".bibtex, .copy, .anchor");
      return isOther ? "" : `${child.matches(".badge") ? `${child.title} ` : ""}${own(child)}`;
    }).join("");
    return holders.map((holder) => {
      const text = `${known.get(holder.parentElement.closest(isHolder)) ?? ""} ${fold(own(holder))}`;
      known.set(holder, text);
      const isSection = holder.matches("section");
      const isPaper = !isSection && (holder.matches(".paper")
        || [...holder.querySelectorAll(".paper")].some((paper) => paper.closest("li") === holder));
      return { holder, text, isPaper, isSection };
    });
  };
  const filter = () => {
    items ??= read();
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let [papers, others] = [0, 0];
    for (const { holder, text, isPaper, isSection } of items) {
      holder.hidden = !words.every((word) => text.includes(word));
      if (!holder.hidden && isPaper) papers += 1;
      else if (!holder.hidden && !isSection) others += 1;
    }
    // What is outside stays where something inside of it matches.
    for (const { holder } of items) {
      if (holder.hidden) continue;
      for (let up = holder.parentElement; up && up !== list; up = up.parentElement) up.hidden = false;
    }
    // Contents lead to what is still there.
    for (const link of document.querySelectorAll(".contents a")) {
      link.parentElement.hidden = byId(decodeURIComponent(link.hash.slice(1))).closest("section").hidden;
    }
    const total = items.filter(({ isPaper }) => isPaper).length;
    const more = others ? `, ${others} other ${others === 1 ? "item" : "items"}` : "";
    if (!words.length) found.textContent = "";
    else if (papers || others) found.textContent = `${papers} of ${total} ${total === 1 ? "paper" : "papers"}${more}`;
    else found.textContent = "Nothing matches";
  };
  const clear = () => {
    field.value = "";
    filter();
  };
  // A link to what is filtered out gives the whole page back.
  const reveal = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (!field.value || !target || target.checkVisibility()) return;
    clear();
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  field.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && event.target === field) {
      clear();
    }
  });

  // On a narrow window long contents would push the list away.
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 66rem)").matches
      && contents.querySelectorAll("li").length > 10) contents.open = false;
})();
