// <dialog id="dialog">: what is swapped into it is shown above the page; the browser keeps the focus inside. It is closed by Escape, a click beside it,
// [data-close], Back (it has an entry in the history) and an answer that says yes; then the focus is where it was, or, when that is gone, where one
// goes on. What was half written is there again when it is opened again, unless it was taken or given up.
(() => {
  const dialog = document.getElementById("dialog");
  if (!dialog) return;
  const left = new Map(); // what was half written, by the address of the dialog
  let opener, pressed, hasEntry = false, opens = false;

  // The rest of the page cannot be reached meanwhile: what is refused is said inside.
  const bringNotices = () => (dialog.open ? dialog : document.body).append(document.getElementById("notices"));
  const fields = () => [...dialog.querySelectorAll("input:not([type]), textarea")];
  const isWritten = () => fields().some(field => field.value !== field.defaultValue);
  const address = () => opener.getAttribute("hx-get");

  function open() {
    dialog.returnValue = "";
    dialog.showModal();
    history.pushState({ htmx: true }, "");
    hasEntry = true;
  }

  function recall() {
    const words = left.get(address()) || [];
    fields().forEach((field, i) => { if (words[i]) field.value = words[i]; });
  }

  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    if (ctx.target === dialog) document.body.append(document.getElementById("notices"));
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.target !== dialog) return;
    if (!dialog.open) {
      opener = ctx.sourceElement;
      opens = hasEntry; // the step back from the last one is still under way, and would close this one
      if (!opens) open();
    }
    recall();
    bringNotices();
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (ctx.request.method !== "GET" && dialog.contains(ctx.sourceElement) && ctx.response?.status < 400) dialog.close("done");
  });
  document.addEventListener("htmx:before:history:restore", event => {
    if (!hasEntry) return;
    hasEntry = false;
    event.preventDefault(); // the page is the same, with the dialog or without
    if (dialog.open) dialog.close();
    else if (opens) openNow();
    else setTimeout(goOn); // a step in the history takes the focus away
  });

  function openNow() {
    opens = false;
    open();
    bringNotices();
  }

  function goOn() {
    if (document.activeElement !== document.body) return;
    const next = document.getElementById(opener.id || "-") || inChat();
    if (next) next.focus({ preventScroll: true });
  }

  dialog.addEventListener("pointerdown", event => { pressed = event.target; });
  dialog.addEventListener("click", event => {
    const isCloser = event.target.closest("[data-close]");
    // Not by the second half of the double click that opened it, nor by a selection that ends outside, nor with what is half written.
    const isBeside = event.target === dialog && pressed === dialog && event.detail === 1 && !isWritten();
    if (!isCloser && !isBeside) return;
    event.preventDefault();
    dialog.close("done");
  });

  dialog.addEventListener("close", () => {
    bringNotices();
    if (dialog.returnValue === "done") left.delete(address());
    else left.set(address(), fields().map(field => field.value));
    dialog.replaceChildren();
    if (hasEntry) history.back();
    else goOn();
  });
})();
