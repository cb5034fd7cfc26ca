// What the stream brings becomes part of the page: a burst is one swap. While the page waits for a fragment, what is newer than that waits with it:
// the answer may be older, and the place where the news belongs may only come with it.
(() => {
  let waiting = [];
  const holds = new Set();

  function swapAll() {
    if (holds.size || !waiting.length) return;
    const text = waiting.join("");
    waiting = [];
    htmx.swap({ text, swap: "none", target: document.body, sourceElement: document.body });
  }

  function release(hold) {
    holds.delete(hold);
    swapAll();
  }

  document.addEventListener("live:html", ({ detail: html }) => {
    if (waiting.push(html) === 1) (document.hidden ? setTimeout : requestAnimationFrame)(swapAll);
  });
  document.addEventListener("visibilitychange", swapAll); // a frame that was asked for never comes to a hidden tab

  document.addEventListener("live:hold", ({ detail: promise }) => {
    holds.add(promise);
    promise.finally(() => release(promise));
  });
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => { if (ctx.request.method === "GET") holds.add(ctx); });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => release(ctx));
})();
