// News of the open conversation is seen to come and heard once: the log itself is silent, because most of what happens in it is no news. Nobody is
// told what they said themselves.
(() => {
  const isOwn = entry => entry.dataset.operator === document.querySelector(".console").dataset.operator;
  const wordsOf = entry => [...entry.querySelectorAll(".message__author, .message__text, .message__unsupported, .separator__text, .separator__words")].map(part => part.textContent.trim());

  document.addEventListener("log:news", ({ detail: entries }) => {
    for (const entry of entries) entry.classList.add("message--new");
    const heard = entries.filter(entry => !isOwn(entry)).map(entry => {
      const line = document.createElement("p");
      line.textContent = wordsOf(entry).join(": ");
      return line;
    });
    if (heard.length) document.getElementById("news").replaceChildren(...heard);
  });
})();
