"use strict";
/* Draws the plots as they come into view, in the colours of the page's light or dark dress. */
(() => {
  const figures = JSON.parse(document.getElementById("plots").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 640px)");

  const colour = (name) =>
    name.startsWith("@")
      ? getComputedStyle(document.documentElement).getPropertyValue("--" + name.slice(1)).trim()
      : name;

  /* A copy in which every colour that is a name has become one. */
  const coloured = (value, key) => {
    if (Array.isArray(value)) return value.map((one) => coloured(one, key));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v, k)]));
    return key === "color" && typeof value === "string" ? colour(value) : value;
  };

  const axis = (own) => ({
    gridcolor: colour("@grid"),
    linecolor: colour("@line"),
    zerolinecolor: colour("@line"),
    automargin: true,
    fixedrange: true,
    ...own,
    title: { ...(own || {}).title, standoff: 10, font: { size: 12, color: colour("@quiet") } },
  });

  const layout = (own) => ({
    ...own,
    xaxis: axis(own.xaxis),
    yaxis: axis(own.yaxis),
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    margin: { l: 44, r: 12, t: 12, b: 40 },
    font: { family: "system-ui, sans-serif", size: narrow.matches ? 11 : 12, color: colour("@ink") },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
    hoverlabel: {
      bgcolor: colour("@raised"),
      bordercolor: colour("@line"),
      font: { color: colour("@ink"), family: "system-ui, sans-serif" },
      align: "left",
    },
    hovermode: "closest",
  });

  const draw = (element) => {
    const figure = figures[Number(element.dataset.plot)];
    element.dataset.drawn = "";
    Plotly.react(element, coloured(figure.data), layout(figure.layout), {
      displayModeBar: false,
      responsive: true,
    });
  };

  const all = [...document.querySelectorAll("[data-plot]")];
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries)
        if (entry.isIntersecting) {
          seen.unobserve(entry.target);
          draw(entry.target);
        }
    },
    { rootMargin: "400px" },
  );
  for (const element of all) seen.observe(element);
  const again = () => all.filter((element) => "drawn" in element.dataset).forEach(draw);
  dark.addEventListener("change", again);
  narrow.addEventListener("change", again);
  addEventListener("beforeprint", () => all.forEach(draw));
})();
