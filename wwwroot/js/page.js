// Every page: the antiforgery token on unsafe htmx requests, links that open a tab, the row of what is open, and the history.
document.addEventListener("htmx:config:request", event => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRF-TOKEN"] = document.querySelector('meta[name="csrf-token"]').content;
});

// A new tab was asked for: the browser's business, of which htmx would make nothing.
document.addEventListener("click", event => {
  if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("a[hx-get]")) event.stopPropagation();
}, true);

// The open conversation's row says so, whoever rendered it.
function markCurrent() {
  for (const link of document.querySelectorAll(".row__link")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const console_ = document.querySelector(".console");
  if (console_) console_.classList.toggle("console--open", document.querySelector(".conversation") !== null);
}
document.addEventListener("DOMContentLoaded", () => {
  markCurrent();
  // The first entry of the history is one that htmx can bring back, too.
  if (document.querySelector("[hx-history-elt]") && !history.state) history.replaceState({ htmx: true }, "");
});
document.addEventListener("htmx:after:swap", markCurrent);
document.addEventListener("htmx:after:history:push", markCurrent);

// Back overtakes a page that is still on its way: coming later, it would stand under the address of another.
document.addEventListener("htmx:before:history:restore", event => queueMicrotask(() => {
  if (event.defaultPrevented) return; // only a dialog or a picture was left: what was asked for since is wanted
  for (const link of document.querySelectorAll("a.htmx-request")) htmx.trigger(link, "htmx:abort");
}));
