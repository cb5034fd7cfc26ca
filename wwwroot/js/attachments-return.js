// An answer that was taken back gives its files back: they lie on the server as before they were sent. What is still on its way to it keeps its chip when
// the others are shown anew.
(() => {
  const box = () => document.getElementById("attachments");
  let kept = [];

  document.addEventListener("composer:write", async ({ detail: { address } }) => {
    if (document.getElementById("composer")?.getAttribute("hx-post") !== address) return; // they are there when it is opened
    const { source } = box().dataset;
    const answer = await fetch(`${source}?handler=uploads`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok && box()?.dataset.source === source) Attachments.show(await answer.text());
  });

  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => { if (ctx.target && ctx.target === box()) kept = [...box().querySelectorAll("[data-uploading], [data-failed]")]; });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.target && ctx.target === box()) box().append(...kept);
    kept = [];
  });
})();
