// The log holds a window of the timeline, however far one scrolls and however much arrives. What lies beyond an edge is fetched when it comes near,
// and what is far from sight at the other end is let go.
(() => {
  const most = 300, slack = 50; // entries
  const near = "800px 0px";
  let edges;

  const log = () => document.querySelector(".messages");
  const entriesOf = list => [...list.querySelectorAll(":scope > [id^=message-]")];

  // An edge counts from whatever stands next to it by now.
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    const side = ctx.sourceElement.closest(".messages__edge")?.dataset.edge;
    const entries = side ? entriesOf(log()) : [];
    if (!entries.length) return;
    const [name, next] = side === "older" ? ["before", entries[0]] : ["after", entries.pop()];
    ctx.request.action = `${log().dataset.source}?${name}=${next.id.slice("message-".length)}`;
  });

  function watch() {
    const list = log();
    if (edges) edges.disconnect();
    if (!list) return;
    edges = new IntersectionObserver(fetchMore, { root: list.closest("[data-scroll]"), rootMargin: near });
    for (const edge of list.querySelectorAll(":scope > [data-edge]:not([hidden])")) edges.observe(edge);
  }

  function fetchMore(seen) {
    for (const { isIntersecting, target } of seen) {
      const link = target.querySelector("a");
      if (isIntersecting && !link.classList.contains("htmx-request")) link.click();
    }
  }

  function trim() {
    const list = log();
    const entries = entriesOf(list);
    const surplus = entries.length - most;
    if (surplus < slack) return;
    const sight = list.closest("[data-scroll]").getBoundingClientRect();
    const above = sight.top - entries[0].getBoundingClientRect().top;
    const below = entries[entries.length - 1].getBoundingClientRect().bottom - sight.bottom;
    for (const entry of above > below ? entries.slice(0, surplus) : entries.slice(-surplus)) entry.remove();
    (above > below ? places.olderEdge(list) : places.newerEdge(list)).hidden = false;
    for (const day of list.querySelectorAll(".day")) if (!day.nextElementSibling?.dataset.position || day.nextElementSibling.matches(".day")) day.remove();
  }

  document.addEventListener("log:opened", watch);
  document.addEventListener("log:changed", trim);
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => { if (!(ctx.response?.status >= 400)) watch(); });
})();
