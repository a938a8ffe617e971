// The filters beside the results: what a paper counts for, and boxes with how many there are.
"use strict";

globalThis.mlsysbibFacets = (data, search, make) => {
  const byId = (id) => document.getElementById(id);
  const groups = ["topic", "venue", "year", "list"];
  const first = { topic: Infinity, venue: 12, year: 12, list: Infinity };
  const names = { topic: data.topicNames, venue: data.venueNames, year: { 0: "Without year" }, list: {} };

  // Topics count for those above them, so that a topic has what stands below it.
  const above = new Map();
  const withAbove = (path) => {
    if (!above.has(path)) {
      const parts = path.split("/");
      above.set(path, parts.map((_, depth) => parts.slice(0, depth + 1).join("/")));
    }
    return above.get(path);
  };
  const valuesOf = {
    topic: data.keys.map((_, i) => [...new Set(search.topics(i).flatMap(withAbove))]),
    venue: data.keys.map((_, i) => [data.names.venues[data.venues[i]]]),
    year: data.keys.map((_, i) => [String(data.years[i])]),
    list: data.keys.map(() => []),
  };
  for (const [id, title, members] of data.lists) {
    names.list[id] = title;
    for (const i of members) valuesOf.list[i].push(id);
  }

  const tally = (group, list) => {
    const counts = new Map();
    for (const i of list) {
      for (const value of valuesOf[group][i]) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  };
  const every = Object.fromEntries(groups.map((group) => [group, tally(group, data.keys.keys())]));
  const known = Object.fromEntries(
    groups.map((group) => [group, new Map([...every[group].keys()].map((v) => [v.toLowerCase(), v]))]),
  );

  const boxes = { topic: [], venue: [], year: [], list: [] };
  const more = {};
  const holds = (state, group, i) =>
    !state[group].length || valuesOf[group][i].some((value) => state[group].includes(value));

  return {
    groups,
    // The values of an address that there are, in whatever case they are written.
    only: (group, values) => [
      ...new Set(values.flatMap((value) => known[group].get(value.toLowerCase()) ?? [])),
    ],
    passes: (state, i) => groups.every((group) => holds(state, group, i)),
    isUsed: (state) => groups.some((group) => state[group].length),

    build(onChange, show) {
      const order = {
        topic: (counts) => Object.keys(data.topicNames).filter((path) => counts.has(path)),
        venue: (counts) => [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)),
        year: (counts) => [...counts.keys()].sort((a, b) => b - a),
        list: () => data.lists.map(([id]) => id),
      };
      for (const group of groups) {
        const ordered = order[group](every[group]);
        const list = byId(`facet-${group}`);
        list.closest("fieldset").hidden = !ordered.length;
        for (const value of ordered) {
          const box = make("input", { type: "checkbox", name: group, value });
          const sum = make("span", { className: "sum" });
          const label = make("label", {}, box, make("bdi", {}, names[group][value] || value), sum);
          const line = make("li", {}, label);
          if (group === "topic") line.className = `depth-${value.split("/").length - 1}`;
          box.addEventListener("change", () => onChange(group, value, box.checked));
          boxes[group].push({ value, box, sum, line });
          list.append(line);
        }
        more[group] = make("button", { type: "button", className: "plain" }, "Show all");
        more[group].addEventListener("click", () => {
          first[group] = Infinity;
          show();
          boxes[group].find(({ line }) => !line.hidden)?.box.focus();
        });
        list.after(more[group]);
      }
    },

    show(state, matching) {
      for (const group of groups) {
        const others = groups.filter((other) => other !== group);
        const counted = matching.filter((i) => others.every((other) => holds(state, other, i)));
        const counts = tally(group, counted);
        let [lines, isMore] = [0, false];
        for (const { value, box, sum, line } of boxes[group]) {
          const count = counts.get(value) || 0;
          box.checked = state[group].includes(value);
          sum.textContent = count.toLocaleString("en");
          const isThere = box.checked || count > 0;
          line.hidden = !(box.checked || (isThere && lines < first[group]));
          if (!line.hidden) lines++;
          else if (isThere) isMore = true;
        }
        more[group].hidden = !isMore;
      }
    },
  };
};
