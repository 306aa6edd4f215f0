/* The palette a reader chose, else the one the device asks for, before the page is painted. */
(function () {
  var palette = __md_get("__palette");
  var scheme = palette && palette.color && palette.color.scheme;
  if (!scheme) scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  document.body.setAttribute("data-md-color-scheme", scheme);
  document.body.setAttribute("data-md-color-primary", "custom");
  document.body.setAttribute("data-md-color-accent", "custom");
})();
