// News of the open conversation is seen to come and heard once: the log itself is silent, because most of what happens in it is no news. Nobody is
// told what they said themselves, but that it did not arrive.
(() => {
  const isOwn = entry => entry.dataset.operator === document.querySelector(".console").dataset.operator;
  const wordsOf = entry => [...entry.querySelectorAll(".message__author, .message__text, .message__unsupported, .separator__text, .separator__words")].map(part => part.textContent.trim());

  document.addEventListener("log:news", ({ detail: entries }) => {
    for (const entry of entries) entry.dataset.new = "";
    announce(entries.filter(entry => !isOwn(entry)).map(entry => wordsOf(entry).join(": ")));
  });

  document.addEventListener("upsert:before", ({ detail: { children } }) => {
    const stopped = children.filter(child => isOwn(child) && child.matches("[data-delivery=failed], [data-delivery=uncertain], [data-delivery=held]") && wasElsewhere(child));
    announce(stopped.map(child => child.querySelector(".message__delivery").textContent));
  });

  // What a customer took back is not read out again either.
  document.addEventListener("upsert:before", ({ detail: { children } }) => {
    if (children.some(child => child.querySelector(".message__gone"))) document.getElementById("news").replaceChildren();
  });

  // It may fail before the answer to the sending has come: then the page knows it only by its key.
  function wasElsewhere({ id, dataset: { key, delivery } }) {
    const known = document.getElementById(id) || (key && document.querySelector(`[data-sending][data-key="${CSS.escape(key)}"]`));
    return known && known.dataset.delivery !== delivery;
  }

  function announce(sentences) {
    if (!sentences.length) return;
    document.getElementById("news").replaceChildren(...sentences.map(sentence => Object.assign(document.createElement("p"), { textContent: sentence })));
  }
})();
