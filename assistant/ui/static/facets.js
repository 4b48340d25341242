// Buttons that choose a value of a facet or a collection, take it away, or list more values.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button:is([data-facet], [data-more], [data-collection])");
  if (!button) return;
  const {facet, value, more, collection} = button.dataset;
  if (more) trigger("select", {more});
  else trigger("select", collection === undefined ? {facet, value} : {collection});
});
