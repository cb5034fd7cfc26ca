// Refusals stand above the page until they are put away, or the customer does the next thing. LiveChat's own (Pages/Problem.cshtml) come here, too.
const notices = document.getElementById("notices");
const isByItself = ctx => ctx.sourceElement?.id === "watch";

document.addEventListener("click", event => event.target.closest("[data-dismiss]")?.closest(".notice").remove());

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => { if (!isByItself(ctx)) notices.replaceChildren(); });

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (!ctx?.request || isByItself(ctx)) return;
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = notices.dataset.noAnswer;
  notices.replaceChildren(notice);
});
