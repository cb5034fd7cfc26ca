// Every page: the antiforgery token on unsafe htmx requests, notices that can be dismissed, and a word when the server does not answer.
document.addEventListener("htmx:config:request", event => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRF-TOKEN"] = document.querySelector('meta[name="csrf-token"]').content;
});

// A new tab was asked for: the browser's business, of which htmx would make nothing.
document.addEventListener("click", event => {
  if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("a[hx-get]")) event.stopPropagation();
}, true);

document.addEventListener("click", event => {
  if (event.target.closest("[data-dismiss]")) event.target.closest(".notice").remove();
});

function say(sentence) {
  const notices = document.getElementById("notices");
  forget();
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.dataset.passing = "";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.className = "notice__text";
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "notice__close";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", notices.dataset.dismissLabel);
  close.textContent = "×";
  notice.append(text, close);
  notices.append(notice);
}

// What the page asks by itself is asked again when the stream is back, and says nothing about what the operator did.
const isByItself = ctx => ctx.sourceElement.closest("[hidden]") !== null;

// That the server did not answer is true until the operator gets an answer.
function forget() { for (const notice of document.querySelectorAll("[data-passing]")) notice.remove(); }
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => { if (ctx.response?.status < 400 && !isByItself(ctx)) forget(); });

// Something the operator did got no answer at all, or one that is not ours: a proxy speaks while the application is away. None of that is shown.
document.addEventListener("htmx:before:response", event => {
  const { ctx } = event.detail;
  if (ctx.response.status < 400 || ctx.response.headers.has("X-Answered-By")) return;
  event.preventDefault();
  ctx.response = null;
  sayUnanswered(ctx);
});
document.addEventListener("htmx:error", ({ detail: { ctx } }) => { if (ctx && ctx.request) sayUnanswered(ctx); });

function sayUnanswered(ctx) {
  if (isByItself(ctx)) return;
  const { noAnswer, notSent } = document.getElementById("notices").dataset;
  say(ctx.sourceElement.matches(".composer") ? notSent : noAnswer);
}

// A few notices are read; a pile is not.
document.addEventListener("htmx:after:swap", () => {
  for (const old of [...document.querySelectorAll(".notice")].slice(0, -3)) old.remove();
});

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
document.addEventListener("htmx:before:history:restore", () => {
  for (const link of document.querySelectorAll("a.htmx-request")) htmx.trigger(link, "htmx:abort");
});
