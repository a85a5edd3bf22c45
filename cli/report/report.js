
"use strict";
// What the page does. Whatever comes out of the model is set as the text of a node, never as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  // --- Words ----------------------------------------------------------------------------------

  const inBoth = (make) => ({ en: make("en"), ja: make("ja") });
  const fill = (pattern, values, language) =>
    pattern.replace(/\{(\d)\}/g, (_, n) => {
      const value = values[Number(n)];
      return typeof value === "object" ? value[language] : String(value);
    });
  const say = (key, ...values) =>
    inBoth((language) => fill(data.phrases[key][language], values, language));

  const records = new Map();
  data.records.forEach(([kind, id, en, ja, text]) => records.set(id, { kind, id, en, ja, text }));
  const label = (id) => {
    const record = records.get(id);
    const named = (name, open, close) => (!name || name === id ? id : name + open + id + close);
    return record
      ? { en: named(record.en, " (", ")"), ja: named(record.ja, "（", "）") }
      : { en: id, ja: id };
  };

  // --- Nodes ----------------------------------------------------------------------------------

  // A text in both languages is two spans, of which the style shows one.
  function nodes(content) {
    if (content instanceof Node) return [content];
    if (typeof content === "string") return [document.createTextNode(content)];
    if (content.en === content.ja) return [document.createTextNode(content.en)];
    return ["en", "ja"].map((language) => {
      const span = element("span", { class: language, lang: language });
      span.textContent = content[language];
      return span;
    });
  }
  function element(name, attributes = {}, ...contents) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    for (const content of contents) made.append(...nodes(content));
    return made;
  }
  const address = (place, id) => `#${place}=${encodeURIComponent(id)}`;
  const link = (id) => element("a", { href: address("record?id", id), "data-id": id }, label(id));

  // --- Language and colours -------------------------------------------------------------------

  // The text of an option cannot hold two spans, so it follows the language by itself.
  function localize() {
    for (const option of document.querySelectorAll("option[data-en]")) {
      option.textContent = option.dataset[root.lang];
    }
    document.title = document.querySelector(`h1 .${root.lang}`)?.textContent ??
      document.querySelector("h1").textContent;
  }
  byId("language").addEventListener("change", (event) => {
    root.lang = event.target.value;
    localize();
  });
  byId("theme").addEventListener("change", (event) => {
    if (event.target.value) root.dataset.theme = event.target.value;
    else delete root.dataset.theme;
  });

  // --- Findings -------------------------------------------------------------------------------

  const cards = [...document.querySelectorAll("#findings .finding")];
  const words = cards.map(() => null); // the texts of the cards, once they are asked for
  const normal = (text) => text.normalize("NFKC").toLowerCase();
  const choices = { rule: byId("filter-rule"), owes: byId("filter-owes"),
    subject: byId("filter-subject"), system: byId("filter-system") };
  const levels = [...document.querySelectorAll("#filters input[name=level]")];

  function addOptions(select, values, toText) {
    const count = new Map();
    for (const value of values) if (value) count.set(value, (count.get(value) ?? 0) + 1);
    const add = (value, text) => {
      const option = element("option", { value, "data-en": text.en, "data-ja": text.ja });
      select.append(option);
    };
    add("", say("all"));
    for (const value of [...count.keys()].sort()) {
      const text = toText(value);
      add(value, { en: `${text.en} (${count.get(value)})`, ja: `${text.ja}（${count.get(value)}）` });
    }
  }
  function filterFindings() {
    const asked = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const wanted = normal(byId("filter-words").value).split(/\s+/).filter(Boolean);
    let shown = 0;
    data.findings.forEach((finding, row) => {
      const fits =
        asked.has(finding.level) &&
        (!choices.rule.value || finding.rule === choices.rule.value) &&
        (!choices.owes.value || finding.owes === choices.owes.value) &&
        (!choices.subject.value || finding.subject === choices.subject.value) &&
        (!choices.system.value || finding.systems.includes(choices.system.value)) &&
        wanted.every((word) => (words[row] ??= normal(cards[row].textContent)).includes(word));
      cards[row].hidden = !fits;
      shown += fits ? 1 : 0;
    });
    byId("found").replaceChildren(...nodes(say("found", shown, cards.length)));
  }
  function resetFilters() {
    for (const box of levels) box.checked = true;
    for (const select of Object.values(choices)) select.value = "";
    byId("filter-words").value = "";
  }
  function prepareFilters() {
    if (!byId("filters")) return;
    addOptions(choices.rule, data.findings.map((one) => one.rule), (id) => ({ en: id, ja: id }));
    addOptions(choices.owes, data.findings.map((one) => one.owes), label);
    addOptions(choices.subject, data.findings.map((one) => one.subject), label);
    addOptions(choices.system, data.findings.flatMap((one) => one.systems), label);
    for (const kind of ["input", "change"]) byId("filters").addEventListener(kind, filterFindings);
    byId("filter-reset").addEventListener("click", () => {
      resetFilters();
      filterFindings();
    });
    filterFindings();
  }

  // --- What depends on a record ---------------------------------------------------------------

  const graph = data.graph;
  const RUNS = ["uses", "runsOn", "placed"];
  const partyOf = (id) => graph.parties[id] ?? id;

  // What a record stands for in one graph: components, and the contracts that edges rest on.
  function targetOf(id, own, owner) {
    const party = partyOf(id);
    const runs = (service) => (own?.has(service) ? owner : graph.providers[service]);
    return {
      hits: (service) => service === id || runs(service) === party,
      backs: (contract) => contract === id || graph.contracts[contract]?.[1] === party,
    };
  }
  // From every component that depends on the target, and from the root (null), the next edge on a
  // shortest way to it.
  function waysTo(edges, target) {
    const into = new Map();
    for (const edge of edges) {
      if (!into.has(edge[1])) into.set(edge[1], []);
      into.get(edge[1]).push(edge);
    }
    const next = new Map();
    const queue = [];
    const reach = (node, edge, last) => {
      if (next.has(node)) return;
      next.set(node, { edge, last });
      queue.push(node);
    };
    for (const [from, to] of edges) {
      for (const node of [from, to]) if (node !== null && target.hits(node)) reach(node, null, true);
    }
    for (const edge of edges) if (edge.slice(4).some(target.backs)) reach(edge[0], edge, true);
    for (let i = 0; i < queue.length; ++i) {
      for (const edge of into.get(queue[i]) ?? []) reach(edge[0], edge, false);
    }
    return next;
  }
  function chainFrom(node, next) {
    const chain = [];
    for (let way = next.get(node); way?.edge; way = way.last ? null : next.get(way.edge[1])) {
      chain.push(way.edge);
    }
    return chain;
  }
  function dependents(id) {
    const systems = [];
    const services = new Set();
    const collect = (next, target) => {
      for (const node of next.keys()) if (node !== null && !target.hits(node)) services.add(node);
    };
    for (const system of graph.systems) {
      const target = targetOf(id, new Set(system.own), system.party);
      const next = waysTo(system.edges, target);
      collect(next, target);
      if (next.has(null)) systems.push({ system, chain: chainFrom(null, next) });
    }
    const target = targetOf(id);
    collect(waysTo(graph.everywhere.edges, target), target);
    return { systems, services: [...services].sort() };
  }

  // --- The panel of one record ----------------------------------------------------------------

  function stepNode(system, [from, to, kind, relation, ...contracts]) {
    const step = element("li", {});
    step.append(link(from ?? system.owner), " ─ ", ...nodes(say(RUNS[kind])), " → ", link(to));
    if (relation !== null) step.append("　", ...nodes(data.relations[relation]));
    const list = element("ul", {});
    for (const contract of contracts) {
      const [customer, supplier] = graph.contracts[contract];
      list.append(element("li", {}, say("contractStep", contract, label(customer), label(supplier))));
    }
    if (contracts.length === 0 && relation === 4) list.append(element("li", {}, say("noContract")));
    if (list.hasChildNodes()) step.append(list);
    return step;
  }
  // What the component at the end of a chain has to do with an organization, where that is not one
  // of its contracts.
  function endNodes(id, system, chain) {
    const end = chain.at(-1)[1];
    if (end === id || !targetOf(id, new Set(system.own), system.party).hits(end)) return [];
    const own = graph.providers[end] !== partyOf(id);
    return [element("p", {}, say(own ? "runBy" : "providedBy", label(end), label(id)))];
  }
  function dependentNode(id, { system, chain }) {
    const why = element("details", {}, element("summary", {}, say("why")),
      element("ol", { class: "chain" }, ...chain.map((edge) => stepNode(system, edge))),
      ...endNodes(id, system, chain));
    return element("li", { "data-system": system.id, "data-owner": system.owner },
      link(system.id), " · ", link(system.owner), why);
  }
  function listNode(head, ids, toNode = link) {
    const LIMIT = 200;
    if (ids.length === 0) return [];
    const list = element("ul", {});
    for (const id of ids.slice(0, LIMIT)) list.append(element("li", {}, toNode(id)));
    if (ids.length > LIMIT) list.append(element("li", {}, say("more", ids.length - LIMIT)));
    return [element("h3", {}, say(head)), list];
  }
  function contractNode(id) {
    const [customer, supplier, kind, active] = graph.contracts[id];
    const node = element("span", {}, link(id), " ", label(customer), " → ", label(supplier), " · ",
      kind);
    if (!active) node.append(" · ", ...nodes(say("ended")));
    return node;
  }
  function dependentsNodes(id) {
    const { systems, services } = dependents(id);
    const made = [element("h3", {}, say("dependsHead"))];
    const owners = new Set(systems.map((one) => one.system.owner));
    made.push(element("p", { id: "depends" }, systems.length === 0
      ? say("dependsNone") : say("depends", systems.length, owners.size)));
    if (graph.leftOut > 0) {
      made.push(element("p", { class: "limit" }, say("leftOut", graph.leftOut, id)));
    }
    if (systems.length > 0) {
      made.push(element("ul", { class: "dependents" }, 
        ...systems.slice(0, 500).map((one) => dependentNode(id, one))));
      if (systems.length > 500) made.push(element("p", {}, say("more", systems.length - 500)));
    }
    const list = listNode("servicesHead", services);
    if (list.length > 0) list[1].id = "dependent-services";
    return [...made, ...list];
  }
  const keysWhere = (table, test) => Object.keys(table).filter((key) => test(table[key], key));
  function factsNodes(record) {
    const { id } = record;
    const party = partyOf(id);
    const unique = (ids) => [...new Set(ids)].sort();
    switch (record.kind) {
      case 0:
        return [
          ...listNode("provides", keysWhere(graph.providers, (provider) => provider === party)),
          ...listNode("owns",
            graph.systems.filter((one) => one.owner === id || one.party === id).map((one) => one.id)),
          ...listNode("sells", keysWhere(graph.contracts, (k) => k[1] === party), contractNode),
          ...listNode("buys", keysWhere(graph.contracts, (k) => k[0] === party), contractNode),
        ];
      case 1: {
        const all = [graph.everywhere, ...graph.systems].flatMap((one) => one.edges);
        return listNode("below", unique(all.filter(([from]) => from === id).map(([, to]) => to)));
      }
      default:
        return [];
    }
  }
  function findingsNodes({ id }) {
    const counts = [
      ["owes", "findings?owes", data.findings.filter((one) => one.owes === partyOf(id)).length,
        partyOf(id)],
      ["inSystem", "findings?system",
        data.findings.filter((one) => one.systems.includes(id)).length, id],
      ["about", "findings?subject", data.findings.filter((one) => one.subject === id).length, id],
    ];
    return counts.filter(([, , count]) => count > 0).map(([key, place, count, value]) =>
      element("p", {}, element("a", { href: address(place, value) }, say(key, count))));
  }
  function textNodes({ id, text }) {
    if (!text) return [];
    const details = element("details", {}, element("summary", {}, say("record")),
      element("pre", {}, text));
    const quoted = JSON.stringify(id);
    const naming = data.records.filter((one) => one[1] !== id && one[4]?.includes(quoted));
    return [...listNode("named", naming.map((one) => one[1])), details];
  }
  function panelOf(id) {
    const record = records.get(id);
    const head = element("h3", { tabindex: "-1" }, label(id));
    if (!record) return element("div", { class: "record" }, head, say("unknown", id));
    const panel = element("div", { class: "record", "data-id": id }, head,
      element("p", { class: "quiet" }, data.kinds[record.kind]), ...findingsNodes(record));
    const drawn = [...document.querySelectorAll(".system")].some((one) => one.dataset.id === id);
    if (drawn) {
      panel.append(element("p", {},
        element("a", { href: address("systems?id", id) }, say("openSystem"))));
    }
    if ([0, 1, 3].includes(record.kind)) panel.append(...dependentsNodes(id));
    panel.append(...factsNodes(record), ...textNodes(record));
    return panel;
  }

  // --- Search ---------------------------------------------------------------------------------

  const HITS = 60;
  const haystack = data.records.map(([kind, id, en, ja]) =>
    normal([id, en, ja, data.kinds[kind].en, data.kinds[kind].ja].join(" ")));
  function search(current) {
    const wanted = normal(byId("search").value).split(/\s+/).filter(Boolean);
    const hits = wanted.length === 0 ? [] : data.records.filter((_, row) =>
      wanted.every((word) => haystack[row].includes(word)));
    byId("results").replaceChildren(...hits.slice(0, HITS).map(([kind, id]) => {
      const anchor = link(id);
      anchor.append(element("span", { class: "quiet" }, data.kinds[kind]));
      if (id === current) anchor.setAttribute("aria-current", "true");
      return element("li", {}, anchor);
    }));
    document.querySelector(".explore").classList.toggle("alone", hits.length === 0);
    const remark = wanted.length === 0 ? say("ask")
      : hits.length > HITS ? say("hitsCut", hits.length, HITS) : say("hits", hits.length);
    byId("hits").replaceChildren(...nodes(remark));
  }

  // --- Places ---------------------------------------------------------------------------------

  const sections = [...document.querySelectorAll("main > section")];
  function focusOn(node) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
  }
  function showFindings(asked) {
    if (!byId("filters") || ![...asked.keys()].length) return;
    resetFilters();
    for (const [key, value] of asked) if (choices[key]) choices[key].value = value;
    filterFindings();
  }
  function showSystem(id) {
    for (const system of document.querySelectorAll(".system")) {
      if (system.dataset.id !== id) continue;
      system.open = true;
      focusOn(system.querySelector("summary"));
    }
  }
  function showRecord(id) {
    search(id);
    byId("panel").replaceChildren(panelOf(id));
    focusOn(byId("panel").querySelector("h3"));
  }
  function show(moves) {
    const [place, query] = location.hash.slice(1).split("?");
    const asked = new URLSearchParams(query ?? "");
    const section = sections.find((one) => one.id === place) ?? sections[0];
    for (const one of sections) one.classList.toggle("current", one === section);
    for (const anchor of document.querySelectorAll(".bar nav a")) {
      if (anchor.hash === `#${section.id}`) anchor.setAttribute("aria-current", "page");
      else anchor.removeAttribute("aria-current");
    }
    if (moves) focusOn(section.querySelector("h2"));
    if (section.id === "findings") showFindings(asked);
    if (section.id === "systems" && asked.has("id")) showSystem(asked.get("id"));
    if (section.id === "record" && asked.has("id")) showRecord(asked.get("id"));
    else if (section.id === "record" && moves) byId("search").focus();
  }

  for (const anchor of document.querySelectorAll("a[data-go]")) {
    anchor.href = address(anchor.dataset.go, anchor.dataset.id);
  }
  root.classList.add("scripted");
  prepareFilters();
  localize();
  byId("search").addEventListener("input", () => search(null));
  search(null);
  addEventListener("hashchange", () => show(true));
  show(location.hash !== "");
})();
