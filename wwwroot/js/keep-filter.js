// Opening a conversation from a filtered list or from a search, and going back from it, leave filter and search as they are: rows and desk are rendered
// for everybody and do not know them, the address does. What is looked for within one conversation stays behind with it. And filtering leaves the
// conversation open that is open.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const source = ctx.sourceElement;
  if (source.matches(".row__link, .hit__link, .toast__link, .desk__back")) ctx.request.action = withList(ctx.request.action);
  if (source.matches("[data-view]")) show(new URL(source.href).searchParams);
  if (source.matches(".filter__form")) {
    for (const [name, value] of [...ctx.request.body]) if (!value) ctx.request.body.delete(name);
    show(new URLSearchParams(ctx.request.body));
  }

  function withList(action) {
    const [path, own] = action.split("?");
    const kept = new URLSearchParams(location.search);
    for (const place of ["around", "before", "newer", "find"]) kept.delete(place);
    new URLSearchParams(own).forEach((value, name) => kept.set(name, value));
    return String(kept) ? `${path}?${kept}` : path;
  }

  function show(query) { ctx.push = location.pathname + `?${query}`.replace(/^\?$/, ""); }
});

// Another list begins at its top. Where its filter was opened meanwhile, it is open.
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches("[data-view]")) ctx.isFilterOpen = document.querySelector(".filter")?.open;
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches("[data-view], .filter__form")) return;
  document.getElementById("conversations").scrollTop = 0;
  if (ctx.isFilterOpen) document.querySelector(".filter").open = true;
});
