// A list of articles: the button in an open row removes the article.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-article]");
  if (!button) return;
  button.disabled = true;
  trigger("confirmed", {id: button.dataset.article});
});
