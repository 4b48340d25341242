// A click on a bar of a timeline presses the button of the same period in its table.
new MutationObserver(() => {
  for (const plot of document.querySelectorAll(".timeline .js-plotly-plot:not([aria-hidden])")) {
    // The table says the same to users who do not see the plot.
    plot.setAttribute("aria-hidden", "true");
    plot.on("plotly_click", (event) => {
      const period = CSS.escape(event.points[0].customdata);
      const button = plot.closest(".timeline").querySelector(`button[data-period="${period}"]`);
      if (button) button.click();
    });
  }
}).observe(document, {childList: true, subtree: true, attributes: true, attributeFilter: ["class"]});
