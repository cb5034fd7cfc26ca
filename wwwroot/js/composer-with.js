// What goes with the words of an answer: the message it quotes, and what the customer can tap. It is there until the words are sent or it is taken
// off; when the words come back, so does it.
(() => {
  const sent = new Map(); // by the key of the answer: what went with it

  const parts = form => form ? [...form.querySelectorAll("[data-with]")] : [];
  const partOf = (form, name) => parts(form).find(part => part.dataset.with === name);
  const composer = () => document.getElementById("composer");

  function put(part, value, words) {
    const field = part.querySelector("input");
    [field.value, field.disabled, part.hidden] = [value, false, false];
    part.querySelector(".with__words").textContent = words;
  }

  function drop(part) {
    const field = part.querySelector("input");
    [field.value, field.disabled, part.hidden] = ["", true, true];
    part.querySelector(".with__words").textContent = "";
  }

  document.addEventListener("click", event => {
    const quoting = event.target.closest("[data-quotes]");
    const dropping = event.target.closest("[data-drops]");
    if (dropping) {
      drop(dropping.closest("[data-with]"));
      composer().elements.text.focus();
    } else if (quoting && partOf(composer(), "quote") && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      quote(quoting);
    }
  });

  function quote(link) {
    const said = link.closest(".message").querySelector(".message__text, img[alt]");
    put(partOf(composer(), "quote"), link.dataset.quotes, (said?.textContent.trim() || said?.alt || "").slice(0, 120));
    composer().parentElement.querySelector('.writing__mode [value="reply"]').checked = true;
    composer().elements.text.focus();
  }

  // What the customer took back cannot be quoted any more.
  document.addEventListener("upsert:before", ({ detail: { children } }) => {
    const part = partOf(composer(), "quote");
    const quoted = part && children.find(child => child.id === `message-${part.querySelector("input").value}`);
    if (quoted?.querySelector(".message__gone")) drop(part);
  });

  document.addEventListener("choices:taken", ({ detail: { form, option } }) => {
    const part = partOf(form, "canned");
    if (!part || !option.dataset.canned) return;
    put(part, option.dataset.canned, part.querySelector(".with__words").dataset.said.replace("{0}", option.dataset.taps));
  });

  document.addEventListener("composer:sent", ({ detail: { key } }) => {
    const gone = parts(composer()).filter(part => !part.hidden);
    sent.set(key, gone.map(part => [part.dataset.with, part.querySelector("input").value, part.querySelector(".with__words").textContent]));
    gone.forEach(drop);
  });

  document.addEventListener("composer:returned", ({ detail: { key, address } }) => {
    const form = composer();
    if (form?.getAttribute("hx-post") === address) for (const [name, value, words] of sent.get(key) || []) put(partOf(form, name), value, words);
    sent.delete(key);
  });
})();
