(function () {
  "use strict";
  var root = document.documentElement, group = document.getElementById("ui");
  function show(ui) {
    root.setAttribute("data-ui", ui);
    root.lang = ui;
    root.dir = ui === "ar" ? "rtl" : "ltr";
    group.querySelectorAll("button").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.value === ui));
    });
  }
  function open() {
    var target = document.getElementById(location.hash.slice(1));
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    if (target) {
      target.scrollIntoView();
      var summary = target.tagName === "DETAILS" && target.querySelector("summary");
      if (summary) { summary.focus({ preventScroll: true }); }
    }
  }
  // A column's value: a number where its heading is one of numbers, else its text as it is shown. Dashes come last.
  function value(row, column, numeric) {
    var cell = row.cells[column], text = (cell ? cell.innerText : "").trim();
    if (!numeric) { return text; }
    var found = /-?[0-9]*\.?[0-9]+/.exec(text.replace(/,/g, ""));
    return found ? parseFloat(found[0]) - (text[0] === "<" ? 1e-6 : 0) : null;
  }
  function order(table, column, numeric, sign) {
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.filter.call(body.rows, function (row) { return !row.classList.contains("group"); });
      rows.forEach(function (row, place) { if (row.place === undefined) { row.place = place; } });
      var keyed = rows.map(function (row) { return [sign ? value(row, column, numeric) : row.place, row]; });
      keyed.sort(function (a, b) {
        if (a[0] === null || b[0] === null) { return (a[0] === null) - (b[0] === null) || a[1].place - b[1].place; }
        var side = typeof a[0] === "number" ? a[0] - b[0] : a[0].localeCompare(b[0], root.lang, { numeric: true });
        return (sign || 1) * side || a[1].place - b[1].place;
      });
      keyed.forEach(function (pair) { body.appendChild(pair[1]); });
    });
  }
  function sortable(table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, column) {
      if (!head.textContent.trim() || table.querySelector("tbody td:nth-child(" + (column + 1) + ") .stack")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")];
        next = next === undefined ? "ascending" : next;
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        if (next) { head.setAttribute("aria-sort", next); }
        order(table, column, head.classList.contains("num"), { ascending: 1, descending: -1 }[next] || 0);
      });
    });
  }
  document.querySelectorAll("table:not(.kwic)").forEach(function (table) {
    if (table.tHead && !table.querySelector("[rowspan]")) { sortable(table); }
  });
  // What is wider than the page can be scrolled by keyboard, too; a jump ends below the navigation, however tall it is.
  function reachable() {
    var nav = document.querySelector("nav"), stays = nav && getComputedStyle(nav).position === "sticky";
    document.documentElement.style.scrollPaddingTop = stays ? nav.offsetHeight + 8 + "px" : "";
    document.querySelectorAll(".wide,.chart").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) { box.tabIndex = 0; } else { box.removeAttribute("tabindex"); }
    });
  }
  addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);
  group.hidden = false;
  group.addEventListener("click", function (event) { if (event.target.value) { show(event.target.value); } });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { open(); }
  });
  addEventListener("hashchange", open);
  var asked = new URLSearchParams(location.search).get("ui");
  var own = (navigator.language || "").slice(0, 2) === "ar" ? "ar" : "en";
  show(asked === "ar" || asked === "en" ? asked : own);
  open();
  reachable();
})();
