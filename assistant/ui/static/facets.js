// Buttons that choose a value of a facet, take it away, or list more values.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-facet], button[data-more]");
  if (!button) return;
  const {facet, value, more} = button.dataset;
  trigger("select", more ? {more} : {facet, value});
});
