// What a customer took back is gone from what was found, from its earlier wordings and from what was said in passing as well. After a gap nobody has told of it: what was found is
// looked for anew.
(() => {
  const toasts = () => document.getElementById("toasts");
  let caughtUp = false;

  document.addEventListener("live:alerts", ({ detail: alerts }) => {
    for (const { kind, id } of alerts) if (kind === "unsent") forget(id.slice("unsent-".length));
  });

  function forget(id) {
    for (const words of document.querySelectorAll(`.hit[data-message="${id}"] .hit__text`)) words.textContent = toasts().dataset.unsent;
    for (const wordings of document.querySelectorAll(`.edits[data-message="${id}"] .edits__words`)) wordings.textContent = toasts().dataset.unsent;
    for (const toast of toasts().querySelectorAll(`[data-message="${id}"]`)) toast.remove();
  }

  document.addEventListener("live:caught-up", () => {
    if (caughtUp) for (const hits of document.querySelectorAll(".search__results:has(.hit[data-message])")) htmx.trigger(`#${hits.id.replace("-results", "")}`, "submit");
    caughtUp = true;
  });
})();
