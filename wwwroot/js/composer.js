// The composer: what was sent leaves the box at once and comes back if the server would not take it; what was begun waits until its conversation is
// opened again (drafts.js). Each message has a key of its own, so that none is sent twice. Others hear "composer:sent" and "composer:returned", and
// say "composer:write" to give words back. "composer:opened" tells that another one is there, with its draft.
(() => {
  // What came back last, with the key it was sent under, as long as the tab lives.
  const name = () => `returned ${document.querySelector(".console")?.dataset.operator}`;
  const returned = {
    get: () => JSON.parse(sessionStorage.getItem(name()) || "{}"),
    set: message => sessionStorage.setItem(name(), JSON.stringify(message)),
  };

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const addressOf = form => form.getAttribute("hx-post");
  const formOf = address => document.querySelector(`.composer[hx-post="${address}"]`);
  const tell = (what, detail) => { if (detail.address.endsWith("/replies")) document.dispatchEvent(new CustomEvent(what, { detail })); }; // a note is no answer
  const lines = (...parts) => parts.filter(Boolean).join("\n");

  // Sent again as it was, a message keeps its key: if the first post did arrive after all, the second is the same message. Once: the same words
  // written anew are another.
  function keyOf(form) {
    const last = returned.get();
    return last.address === addressOf(form) && last.words === form.elements.text.value ? last.key : form.elements.clientKey.value;
  }

  function write(form, words) {
    form.elements.text.value = words;
    written(form);
  }

  function written(form) {
    measureBox(form.elements.text);
    Drafts.keep(form, form.elements.text.value, keyOf(form));
  }

  document.addEventListener("input", event => {
    if (!event.target.matches(".composer__text")) return;
    if (!event.target.value) returned.set({}); // thrown away: whatever is written next is another message, even in the same words
    written(event.target.form);
  });

  // Nothing to send is nothing to complain of: it is the second half of a double click, mostly.
  document.addEventListener("invalid", event => { if (event.target.matches(".composer__text") && event.target.validity.valueMissing) event.preventDefault(); }, true);

  document.addEventListener("htmx:config:request", event => {
    const form = event.target;
    if (!form.matches(".composer")) return;
    const words = form.elements.text.value;
    if (isOffline(form) || !(words.trim() || form.querySelector("[name=media]"))) {
      event.preventDefault();
      return;
    }
    const { ctx } = event.detail;
    ctx.sent = { key: keyOf(form), words, address: addressOf(form) };
    ctx.request.body.set("clientKey", ctx.sent.key);
    returned.set({});
    form.elements.clientKey.value = newKey();
    Drafts.sending(ctx.sent.address);
    write(form, "");
    tell("composer:sent", ctx.sent);
  });

  // The sentence stands there as long as it is so (composer.css); whoever tries all the same hears it again.
  function isOffline(form) {
    const sentence = form.querySelector(".composer__offline");
    const isOff = document.getElementById("connection")?.dataset.state === "offline";
    if (isOff) sentence.replaceChildren(sentence.textContent);
    return isOff;
  }

  document.addEventListener("htmx:finally:request", event => {
    const { sent, response } = event.detail.ctx;
    if (!sent) return;
    if (!response || response.status >= 400) takeBack(sent);
    Drafts.settled(sent.address);
  });

  // Several that were refused come back in the order in which they were written, before what was typed since.
  function takeBack({ key, words, address }) {
    const form = formOf(address);
    const typed = form ? form.elements.text.value : Drafts.kept(address)?.words || "";
    const last = returned.get();
    const back = last.address === address && last.words && typed.startsWith(last.words) ? last.words : "";
    const message = { address, words: lines(back, words), key: back ? newKey() : key };
    returned.set(message);
    const all = lines(message.words, typed.slice(back.length).replace(/^\n/, ""));
    if (form) write(form, all);
    else Drafts.put(address, { ...Drafts.kept(address), words: all, key: newKey() });
    tell("composer:returned", { key, address });
  }

  document.addEventListener("composer:write", ({ detail: { text, address } }) => {
    const form = formOf(address);
    if (!form) {
      Drafts.put(address, { ...Drafts.kept(address), words: lines(text, Drafts.kept(address)?.words), key: newKey() });
      return;
    }
    form.parentElement.querySelector('.writing__mode [value="reply"]').checked = true;
    write(form, lines(text, form.elements.text.value));
    form.elements.text.focus();
  });
})();
