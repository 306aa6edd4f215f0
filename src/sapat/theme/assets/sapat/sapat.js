/* A box that narrows a long table as one types; ө ү ң ё may be typed as о у н е. Without scripts the table is whole. */
(function () {
  var label = document.currentScript.dataset.filter;
  var fold = function (text) {
    return text.toLowerCase().replace(/ө/g, "о").replace(/ү/g, "у").replace(/ң/g, "н").replace(/ё/g, "е").replace(/\s+/g, " ").trim();
  };
  document.querySelectorAll("table.sp-filter").forEach(function (table) {
    var rows = Array.from(table.tBodies[0].rows);
    if (rows.length < 6) return;
    var texts = rows.map(function (row) { return row.className === "sp-group" ? null : fold(row.textContent); });
    var box = document.createElement("div");
    box.className = "sp-search";
    var input = document.createElement("input");
    input.type = "search";
    input.placeholder = label;
    input.setAttribute("aria-label", label);
    var count = document.createElement("output");
    box.append(input, count);
    table.parentNode.before(box);
    input.addEventListener("input", function () {
      var words = fold(input.value).split(" ").filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, at) {
        var fits = texts[at] === null ? !words.length : words.every(function (word) { return texts[at].includes(word); });
        row.hidden = !fits;
        if (fits && texts[at] !== null) shown += 1;
      });
      count.textContent = words.length ? shown + " / " + texts.filter(function (one) { return one !== null; }).length : "";
    });
  });
})();
