// What comes to the newer end of the open conversation, or would stand there if the log held that end, is news: "log:news" tells of each once.
// Answers to the operator's own scrolling are not.
(() => {
  let told = new Set();
  let news = [];

  document.addEventListener("log:opened", () => { told = new Set(); });

  document.addEventListener("upsert:before", ({ target, detail: { style, children } }) => {
    if (style !== "upsert" || !target.matches(".messages")) return;
    const last = places.placed(target).pop();
    news = children.filter(child => !child.matches(".day") && !document.getElementById(child.id) && !told.has(child.id) && (!last || places.compare(child, last) >= 0));
  });

  document.addEventListener("upsert:after", () => {
    if (!news.length) return;
    for (const { id } of news) told.add(id);
    document.dispatchEvent(new CustomEvent("log:news", { detail: news }));
    news = [];
  });
})();
