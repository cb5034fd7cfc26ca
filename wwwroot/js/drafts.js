// Drafts: what was begun is kept on the server, for every device of the operator. Until the server has it the tab keeps it, through a reload and a
// sign-in too, and asks again when the stream is back. A save waits for the answers that are under way: the server forgets the draft with each.
const Drafts = (() => {
  const pause = 700; // ms after the last letter
  const longestParting = 60000; // bytes: browsers take 64 KB with a page that is being left
  const prefix = () => `writing ${document.querySelector(".console")?.dataset.operator} `;
  const timers = new Map(), saves = new Map(), sends = new Map(); // by address of the answers

  const kept = address => JSON.parse(sessionStorage.getItem(prefix() + address) || "null");
  const note = (address, draft) => sessionStorage.setItem(prefix() + address, JSON.stringify(draft));
  const forget = address => sessionStorage.removeItem(prefix() + address);
  const isBusy = address => saves.has(address) || sends.get(address) > 0;

  // The words of the box, under the key they will be sent under. Without a resource (a note) the tab alone keeps them.
  function keep(form, words, key) {
    put(form.getAttribute("hx-post"), { words, key, url: form.dataset.draft });
  }

  function put(address, draft) {
    if (draft.words || draft.url) note(address, { ...draft, savedAt: undefined }); // what was saved before is not this
    else forget(address);
    later(address);
  }

  function later(address) {
    clearTimeout(timers.get(address));
    timers.set(address, setTimeout(save, pause, address));
  }

  async function save(address, isParting) {
    clearTimeout(timers.get(address));
    timers.delete(address);
    const draft = kept(address);
    if (!draft?.url || draft.savedAt || (isBusy(address) && !isParting)) return;
    const saving = send(draft, isParting);
    saves.set(address, saving);
    const answer = await saving;
    saves.delete(address);
    const isUnchanged = JSON.stringify(kept(address)) === JSON.stringify(draft);
    if (!isUnchanged) later(address);
    else if (answer?.ok && !isBusy(address)) note(address, { ...draft, savedAt: Date.now() });
  }

  function send({ url, words, key }, isParting) {
    const headers = { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf-token"]').content, "HX-Request": "true" };
    const body = new URLSearchParams({ text: words, clientKey: key });
    return fetch(url, { method: "PUT", headers, body, keepalive: isParting && String(body).length < longestParting }).catch(() => null);
  }

  // What stands in a box that has just been opened: what the server has not got yet, or got after it was asked for this page, or what it rendered.
  function recall(form, askedAt) {
    const address = form.getAttribute("hx-post");
    const last = kept(address);
    if (last && !(last.savedAt < askedAt)) return last.words;
    forget(address);
    return form.elements.text.value;
  }

  // A conversation was opened; what was left behind is saved now, for it may be opened elsewhere.
  function open(askedAt) {
    saveAll(false);
    for (const form of document.querySelectorAll(".composer")) {
      form.elements.text.value = recall(form, askedAt);
      measureBox(form.elements.text);
    }
    document.dispatchEvent(new Event("composer:opened"));
  }

  let shown;
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => { ctx.askedAt = Date.now(); });
  document.addEventListener("htmx:before:swap", () => { shown = document.getElementById("composer"); });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => { if (document.getElementById("composer") !== shown) open(ctx.askedAt ?? Date.now()); });
  document.addEventListener("DOMContentLoaded", () => open(performance.timeOrigin));

  function sending(address) { sends.set(address, (sends.get(address) || 0) + 1); }

  function settled(address) {
    sends.set(address, sends.get(address) - 1);
    if (isBusy(address)) return;
    const draft = kept(address);
    if (draft?.words) later(address);
    else if (draft) note(address, { ...draft, savedAt: Date.now() }); // the server has forgotten it, too
  }

  function saveAll(isParting) { for (const address of [...timers.keys()]) save(address, isParting); }
  addEventListener("pagehide", () => saveAll(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) saveAll(true); });
  document.addEventListener("live:hello", () => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix())) save(name.slice(prefix().length));
  });

  return { keep, put, kept, sending, settled };
})();
