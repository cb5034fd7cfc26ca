// <dialog id="dialog">: what is swapped into it is shown above the page; the browser keeps the focus inside. It is closed by Escape, a click beside it,
// [data-close], Back and an answer that says yes; then the focus is where it was, or, when that is gone, where one goes on.
(() => {
  const dialog = document.getElementById("dialog");
  if (!dialog) return;
  let opener, pressed;

  // The rest of the page cannot be reached meanwhile: what is refused is said inside.
  const bringNotices = () => (dialog.open ? dialog : document.body).append(document.getElementById("notices"));

  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    if (ctx.target === dialog) document.body.append(document.getElementById("notices"));
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.target !== dialog) return;
    if (!dialog.open) {
      opener = ctx.sourceElement;
      dialog.showModal();
    }
    bringNotices();
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (ctx.request.method !== "GET" && dialog.contains(ctx.sourceElement) && ctx.response?.status < 400) dialog.close();
  });
  addEventListener("popstate", () => { if (dialog.open) dialog.close(); });

  const isWritten = () => [...dialog.querySelectorAll("input:not([type]), textarea")].some(field => field.value !== field.defaultValue);
  dialog.addEventListener("pointerdown", event => { pressed = event.target; });
  dialog.addEventListener("click", event => {
    const isCloser = event.target.closest("[data-close]");
    // Not by the second half of the double click that opened it, nor by a selection that ends outside, nor with what is half written.
    const isBeside = event.target === dialog && pressed === dialog && event.detail === 1 && !isWritten();
    if (!isCloser && !isBeside) return;
    event.preventDefault();
    dialog.close();
  });

  dialog.addEventListener("close", () => {
    bringNotices();
    dialog.replaceChildren();
    if (document.activeElement !== document.body) return;
    const next = document.getElementById(opener.id || "-") || inChat();
    if (next) next.focus({ preventScroll: true });
  });
})();
