// Notices: what was refused, and that the server did not answer, a sentence each and each once. A sentence stands until somebody dismisses it, by its
// button or Escape, or until it is not true any more: the same kind of thing was done, its dialog is closed, another conversation is open.
function say(sentence) {
  const notices = document.getElementById("notices");
  dropNotices("[data-passing]");
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

function dropNotices(which) { for (const notice of document.querySelectorAll(`.notice${which}`)) notice.remove(); }

(() => {
  const most = 3; // a few notices are read; a pile is not
  const all = () => [...document.getElementById("notices").children];

  document.addEventListener("click", event => { if (event.target.closest("[data-dismiss]")) event.target.closest(".notice").remove(); });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]") || !all().length) return;
    event.preventDefault();
    all().pop().remove();
  });

  // What the page asks by itself is asked again when the stream is back, and says nothing about what the operator did.
  const isByItself = ctx => ctx.sourceElement.closest("[hidden]") !== null;
  // The same in every conversation: /admin/live-chat/7/replies/12 is about replies.
  const kindOf = ctx => new URL(ctx.request.action, location.href).pathname.replace(/\/\d+/g, "");

  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const last = all().pop();
    if (!last || !(ctx?.response?.status >= 400)) return;
    last.dataset.kind = kindOf(ctx);
    for (const same of all()) if (same !== last && same.textContent === last.textContent) same.remove();
    for (const old of all().slice(0, -most)) old.remove();
    last.scrollIntoView({ block: "nearest" }); // in a dialog it has a place of its own, which may lie below
  });

  // That the server did not answer is true until the operator gets an answer; what was refused, until it is taken.
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (!(ctx.response?.status < 400) || isByItself(ctx)) return;
    dropNotices("[data-passing]");
    dropNotices(`[data-kind="${CSS.escape(kindOf(ctx))}"]`);
  });

  document.addEventListener("close", event => { if (event.target.id === "dialog") dropNotices("[data-kind]"); }, true);

  const opened = () => document.querySelector(".conversation")?.dataset.conversation;
  let shown;
  document.addEventListener("DOMContentLoaded", () => { shown = opened(); });
  document.addEventListener("htmx:after:swap", () => {
    if (shown !== opened()) dropNotices("[data-kind]");
    shown = opened();
  });

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
})();
