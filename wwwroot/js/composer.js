// The composer: Enter sends and Shift+Enter breaks the line, never during composition of an input method; it grows with the text. What was sent
// leaves the box at once and comes back if the server would not take it; what was begun waits until its conversation is opened again, through a
// reload and a sign-in too. Each message has a key of its own, so that none is sent twice.
(() => {
  const mostLines = 6;

  // By operator, as long as the tab lives: what was begun, by address of the conversation's replies; and what came back last, with the key it was
  // sent under.
  const own = what => `${what} ${document.querySelector(".console").dataset.operator}`;
  const drafts = {
    get: address => sessionStorage.getItem(`${own("draft")} ${address}`) || "",
    set(address, words) { if (words) sessionStorage.setItem(`${own("draft")} ${address}`, words); else sessionStorage.removeItem(`${own("draft")} ${address}`); },
  };
  const returned = {
    get: () => JSON.parse(sessionStorage.getItem(own("returned")) || "{}"),
    set: message => sessionStorage.setItem(own("returned"), JSON.stringify(message)),
  };

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const composer = () => document.getElementById("composer");
  const addressOf = form => form.getAttribute("hx-post");

  function write(form, words) {
    form.elements.text.value = words;
    written(form.elements.text);
  }

  function written(box) {
    grow(box);
    drafts.set(addressOf(box.form), box.value);
    box.setCustomValidity(box.value.length > Number(box.dataset.longest) ? box.dataset.tooLong : ""); // not cut off: half an answer would go out
  }

  function grow(box) {
    box.rows = 1;
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(box);
    const lines = Math.round((box.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight));
    box.rows = Math.max(1, Math.min(lines, mostLines)); // not a style: the content policy refuses those that htmx would copy
  }

  document.addEventListener("input", event => {
    if (!event.target.matches(".composer__text")) return;
    written(event.target);
    if (!event.target.value) returned.set({}); // thrown away: whatever is written next is another message, even in the same words
  });

  document.addEventListener("keydown", event => {
    if (!event.target.matches(".composer__text") || event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === 229) return; // 229: Safari ends a composition with an Enter of its own
    event.preventDefault();
    if (event.target.value.trim()) event.target.form.requestSubmit();
  });

  document.addEventListener("htmx:config:request", event => {
    const form = event.target;
    if (form.id !== "composer") return;
    const words = form.elements.text.value;
    if (!words.trim()) {
      event.preventDefault();
      return;
    }
    // Sent again as it was, it keeps its key: if the first post did arrive after all, the second is the same message. Once: the same words written
    // anew are another.
    const address = addressOf(form);
    const last = returned.get();
    const key = address === last.address && words === last.words ? last.key : newKey();
    returned.set({});
    const { ctx } = event.detail;
    ctx.request.body.set("clientKey", key);
    ctx.draft = { address, words, key };
    write(form, "");
    document.dispatchEvent(new CustomEvent("composer:sent", { detail: ctx.draft }));
  });

  document.addEventListener("htmx:finally:request", event => {
    const { draft, response } = event.detail.ctx;
    if (!draft || (response && response.status < 400)) return;
    const form = composer();
    const isOpen = form && addressOf(form) === draft.address;
    const typed = isOpen ? form.elements.text.value : drafts.get(draft.address);
    // Several that were refused come back in the order in which they were written, before what was typed since.
    const last = returned.get();
    const back = last.address === draft.address && last.words && typed.startsWith(last.words) ? last.words : "";
    const words = [back, draft.words, typed.slice(back.length).replace(/^\n/, "")].filter(Boolean).join("\n");
    returned.set({ address: draft.address, words: [back, draft.words].filter(Boolean).join("\n"), key: back ? newKey() : draft.key });
    if (isOpen) write(form, words);
    else drafts.set(draft.address, words);
    document.dispatchEvent(new CustomEvent("composer:returned", { detail: draft }));
  });

  document.addEventListener("composer:write", ({ detail: { text, address } }) => {
    const form = composer();
    const isOpen = form && addressOf(form) === address;
    const words = [text, isOpen ? form.elements.text.value : drafts.get(address)].filter(Boolean).join("\n");
    if (isOpen) write(form, words);
    else drafts.set(address, words);
  });

  let shown;
  document.addEventListener("htmx:before:swap", () => { shown = composer(); });
  document.addEventListener("htmx:after:swap", () => { if (composer() !== shown) open(); });
  document.addEventListener("DOMContentLoaded", open);

  function open() {
    const form = composer();
    if (form) write(form, drafts.get(addressOf(form)));
  }
})();
