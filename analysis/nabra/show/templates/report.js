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
})();
