"use strict";
(function () {
  const form = document.getElementById("filters");
  const roadmap = document.getElementById("filter-roadmap");
  const kind = document.getElementById("filter-kind");
  const words = document.getElementById("filter-text");
  const found = document.getElementById("filter-found");
  const sections = Array.from(document.querySelectorAll("section.roadmap"));
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
  const items = sections.flatMap((section) =>
    Array.from(section.querySelectorAll(".item"), (node) => ({
      node, section, kind: node.dataset.kind, text: plain(node.textContent),
    })),
  );

  function apply() {
    const sought = plain(words.value);
    const active = Boolean(roadmap.value || kind.value || sought);
    let shown = 0;
    for (const item of items) {
      const fits =
        (!roadmap.value || item.section.dataset.roadmap === roadmap.value) &&
        (!kind.value || item.kind === kind.value) &&
        (!sought || item.text.includes(sought));
      item.node.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const part of document.querySelectorAll(".roadmap, .roadmap div.section")) {
      part.hidden = active && !part.querySelector(".item:not([hidden])");
    }
    document.body.classList.toggle("filtered", active);
    found.textContent = active
      ? found.dataset.template.replace("%n", shown).replace("%of", items.length)
      : "";
  }

  function choose(event) {
    const link = event.target instanceof Element ? event.target.closest("[data-filter]") : null;
    if (!link) return;
    form.reset();
    kind.value = link.dataset.filter;
    apply();
  }

  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
    for (let node = target; node; node = node.parentElement) {
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
  }

  const all = document.getElementById("open-all");
  function toggleAll() {
    const open = all.getAttribute("aria-pressed") !== "true";
    all.setAttribute("aria-pressed", String(open));
    all.textContent = open ? all.dataset.close : all.dataset.open;
    for (const details of document.querySelectorAll("details")) details.open = open;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("click", choose);
  window.addEventListener("hashchange", reveal);
  all.addEventListener("click", toggleAll);
  apply();
  reveal();
})();
