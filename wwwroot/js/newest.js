// The way to the newest, with the number of messages that came while the operator was elsewhere in the conversation.
(() => {
  let waiting = 0;

  const link = () => document.getElementById("newest");
  const isAway = () => document.querySelector(".conversation__scroll[data-away]") !== null;

  function show() {
    const way = link();
    if (!way) return;
    if (!isAway()) waiting = 0;
    way.dataset.label ??= way.textContent;
    way.hidden = !isAway();
    way.textContent = waiting ? way.dataset.news.replace("{0}", waiting) : way.dataset.label;
    way.toggleAttribute("data-waiting", waiting > 0);
  }

  document.addEventListener("log:news", ({ detail: entries }) => {
    waiting += entries.filter(entry => entry.matches(".message:not([data-delivery=unsent])")).length;
    show();
  });
  document.addEventListener("log:moved", show);
  document.addEventListener("log:opened", () => { waiting = 0; show(); });

  // What the log holds needs no fetching.
  document.addEventListener("click", event => {
    if (event.target !== link() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (places.isOpen(places.newerEdge(document.querySelector(".messages")))) return;
    event.preventDefault();
    event.stopPropagation();
    document.querySelector(".conversation__scroll").focus({ preventScroll: true }); // the way is gone when one is there
    document.dispatchEvent(new Event("log:end"));
  }, true);
})();
