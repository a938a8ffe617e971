// While a library is being written: show the new page as soon as there is one, or what is wrong.
"use strict";

(() => {
  const version = document.currentScript.dataset.version;
  const banner = document.createElement("div");
  banner.id = "mlsysbib-problems";
  banner.setAttribute("role", "alert");
  banner.hidden = true;
  document.body.prepend(banner);
  new EventSource("/__mlsysbib/events").addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (state.version !== version) {
      location.reload();
      return;
    }
    banner.hidden = !state.problems;
    banner.textContent = state.problems;
  });
})();
