// What renews itself by asking ([data-while-visible]) asks only while somebody can see it.
document.addEventListener("htmx:config:request", event => {
  if (document.hidden && event.detail.ctx.sourceElement.matches("[data-while-visible]")) event.preventDefault();
});
