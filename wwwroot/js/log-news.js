// What comes to the newer end of the open conversation, or would stand there if the log held that end, is news: "log:news" tells of each once.
// Answers to the operator's own scrolling are not.
(() => {
  let told = new Set();
  let news = [];

  document.addEventListener("log:opened", () => { told = new Set(); });

  document.addEventListener("upsert:before", ({ target, detail: { style, children } }) => {
    if (style !== "upsert" || !target.matches(".messages")) return;
    const known = places.placed(target);
    const last = known[known.length - 1];
    const isKnown = child => told.has(child.id) || known.some(entry => entry.id === child.id || (child.dataset.key && entry.dataset.key === child.dataset.key));
    news = children.filter(child => !child.matches(".day") && (!last || places.compare(child, last) >= 0) && !isKnown(child));
  });

  document.addEventListener("upsert:after", () => {
    if (!news.length) return;
    for (const { id } of news) told.add(id);
    document.dispatchEvent(new CustomEvent("log:news", { detail: news }));
    news = [];
  });
})();
