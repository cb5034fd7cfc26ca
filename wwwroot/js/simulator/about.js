// What the next words are about: a bubble that they quote, or one of one's own that they take the place of. A line above them says so until they are sent.
const composer = document.querySelector("#composer");

function about({ quote = "", edit = "", words, about: line } = {}) {
  const said = composer.querySelector("[data-about-line]");
  composer.elements.quote.value = quote;
  composer.elements.edit.value = edit;
  said.hidden = !line;
  said.firstElementChild.textContent = line ?? "";
  if (words !== undefined) composer.elements.text.value = words;
  if (line) composer.elements.text.focus();
}

document.addEventListener("click", event => {
  const pressed = event.target.closest("[data-quote], [data-edit], [data-forget]");
  if (pressed && composer) about(pressed.dataset);
});

composer?.addEventListener("reset", () => about());
