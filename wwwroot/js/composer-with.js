// What goes with the words of an answer: the message it quotes, and what the customer can tap. It is there until the words are sent or it is taken off,
// and again when its conversation is opened again; when the words come back, refused or taken back, so does it (composer-shelf.js keeps it).
(() => {
  const parts = form => form ? [...form.querySelectorAll("[data-with]")] : [];
  const partOf = (form, name) => parts(form).find(part => part.dataset.with === name);
  const composer = () => document.getElementById("composer");
  const address = () => composer().getAttribute("hx-post");

  // [name, value, words]; what a customer said is read where it stands, for it may be taken back.
  const shown = () => parts(composer()).filter(part => !part.hidden)
    .map(part => [part.dataset.with, part.querySelector("input").value, part.dataset.with === "quote" ? "" : part.querySelector(".with__words").textContent]);
  const keep = () => Shelf.keep(address(), shown());

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
      keep();
      composer().elements.text.focus();
    } else if (quoting && partOf(composer(), "quote") && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      quote(quoting);
    }
  });

  function quote(link) {
    put(partOf(composer(), "quote"), link.dataset.quotes, wordsOf(link.closest(".message")));
    keep();
    composer().parentElement.querySelector('.writing__mode [value="reply"]').checked = true;
    composer().elements.text.focus();
  }

  function wordsOf(message) {
    const said = message?.querySelector(".message__text, img[alt]");
    return (said?.textContent.trim() || said?.alt || "").slice(0, 120);
  }

  // What the customer took back cannot be quoted any more.
  document.addEventListener("upsert:before", ({ detail: { children } }) => {
    const part = partOf(composer(), "quote");
    const quoted = part && children.find(child => child.id === `message-${part.querySelector("input").value}`);
    if (!quoted?.querySelector(".message__gone")) return;
    drop(part);
    keep();
  });

  document.addEventListener("choices:taken", ({ detail: { form, option } }) => {
    const part = partOf(form, "canned");
    if (!part || !option.dataset.canned) return;
    put(part, option.dataset.canned, part.querySelector(".with__words").dataset.said.replace("{0}", option.dataset.taps));
    keep();
  });

  document.addEventListener("composer:sent", ({ detail: { key } }) => {
    Shelf.remember(key, shown());
    for (const part of parts(composer())) drop(part);
    keep();
  });

  for (const happened of ["composer:returned", "composer:write"]) document.addEventListener(happened, ({ detail: { key, address: sentTo } }) => {
    const things = Shelf.recall(key);
    if (composer() && address() === sentTo) restore(things);
    else Shelf.keep(sentTo, [...Shelf.kept(sentTo), ...things]);
  });

  // Choices without words were sent, or thrown away, on another device.
  document.addEventListener("composer:opened", () => {
    if (composer()) restore(Shelf.kept(address()).filter(([name]) => name === "quote" || composer().elements.text.value));
  });

  function restore(things) {
    for (const [name, value, words] of things) {
      const part = partOf(composer(), name);
      const message = name === "quote" ? document.getElementById(`message-${value}`) : null;
      if (part?.hidden && !message?.querySelector(".message__gone")) put(part, value, words || wordsOf(message));
    }
    keep();
  }
})();
