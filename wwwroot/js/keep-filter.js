// Opening a conversation from a filtered list and going back from it leave the filter as it is: rows and desk are rendered for everybody and do not
// know it, the address does.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches(".row__link, .desk__back, .toast__link")) ctx.request.action += location.search;
});
