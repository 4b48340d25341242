// What Gradio has no event for: a link inside a message, and where a chat should scroll to.
const narrow = () => matchMedia("(max-width: 820px)").matches;

// On narrow screens the reading frame lies below the chat; bring it into view.
addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[target="reader"]');
  const frame = document.getElementById("reader-frame");
  if (link && frame && narrow()) frame.scrollIntoView({behavior: "smooth", block: "start"});
});

// An answer is read from its beginning: when a message comes, its question goes to the top.
let shown = 0;
new MutationObserver(() => {
  const questions = document.querySelectorAll("#chat .question");
  const answers = document.querySelectorAll("#chat :is(.answer, .refusal, .error)");
  const last = questions[questions.length - 1];
  const chat = last && last.closest('[role="log"]');
  if (chat && questions.length + answers.length > shown) {
    chat.scrollTop += last.getBoundingClientRect().top - chat.getBoundingClientRect().top - 16;
  }
  shown = questions.length + answers.length;
}).observe(document, {childList: true, subtree: true});
