// While a conversation is on its way its shape stands there, so that the old one is not taken for the new.
(() => {
  const chat = () => document.getElementById("chat");
  const isOpening = ctx => ctx.sourceElement.matches(".row__link");
  let latest;

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (!isOpening(ctx)) return;
    latest = ctx;
    chat().dataset.loading = "";
    chat().setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (ctx !== latest || !chat()) return;
    delete chat().dataset.loading;
    chat().removeAttribute("aria-busy");
  });
})();
