// Opening a conversation from a filtered list or from a search, and going back from it, leave filter and search as they are: rows and desk are rendered
// for everybody and do not know them, the address does. What is looked for within one conversation stays behind with it.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches(".row__link, .hit__link, .toast__link, .desk__back")) return;
  const [path, own] = ctx.request.action.split("?");
  const kept = new URLSearchParams(location.search);
  for (const place of ["around", "before", "after", "find"]) kept.delete(place);
  new URLSearchParams(own).forEach((value, name) => kept.set(name, value));
  ctx.request.action = String(kept) ? `${path}?${kept}` : path;
});
