"use strict";
(function () {
  const box = document.getElementById("find");
  if (!box) return;
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
  const items = Array.from(document.querySelectorAll(".everything li"), (node) => ({
    node, text: plain(node.textContent),
  }));
  const found = document.getElementById("found");
  document.querySelector(".find").hidden = false;
  box.addEventListener("input", () => {
    const sought = plain(box.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const fits = sought.every((word) => item.text.includes(word));
      item.node.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    found.textContent = sought.length
      ? found.dataset.template.replace("%n", shown).replace("%of", items.length)
      : "";
  });
})();
