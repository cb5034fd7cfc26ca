// Opening a conversation from a filtered list and going back from it leave the filter as it is: rows and desk are rendered for everybody and do not
// know it, the address does. And filtering leaves the conversation open that is open.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const source = ctx.sourceElement;
  if (source.matches(".row__link, .desk__back")) ctx.request.action += location.search;
  if (source.matches("[data-view]")) show(new URL(source.href).searchParams);
  if (source.matches(".filter__form")) {
    for (const [name, value] of [...ctx.request.body]) if (!value) ctx.request.body.delete(name);
    show(new URLSearchParams(ctx.request.body));
  }

  function show(query) { ctx.push = location.pathname + `?${query}`.replace(/^\?$/, ""); }
});

// Another list begins at its top.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches("[data-view], .filter__form")) document.getElementById("conversations").scrollTop = 0;
});
