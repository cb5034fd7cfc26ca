// A button of the desk was pressed: until a moment after the answer, nothing that appears in its place can be pressed by the same double click.
(() => {
  const moment = 500; // ms
  let timer;

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const conversation = ctx.sourceElement.closest(".desk__actions")?.closest(".conversation");
    if (!conversation) return;
    clearTimeout(timer);
    conversation.dataset.settling = "";
    ctx.settling = conversation;
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx: { settling } } }) => {
    if (settling) timer = setTimeout(() => delete settling.dataset.settling, moment);
  });
})();
