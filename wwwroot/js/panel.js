// The customer beside the conversation: a column where there is room for one, else a panel that slides over the page and has an entry in the history,
// so that Back closes it. It is fetched when it can be seen, and again when the stream brings news of its conversation.
(() => {
  const moment = 500; // ms: a burst of news is one look
  const panel = () => document.querySelector(".console #customer-panel");
  const slides = it => getComputedStyle(it).position === "fixed";
  const isOver = () => panel() && "open" in panel().dataset && slides(panel());
  let known, over, timer;

  function look() {
    clearTimeout(timer);
    const it = panel();
    if (it && ("open" in it.dataset || !slides(it))) htmx.trigger(it.querySelector(".panel__source"), "renew");
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(look, moment);
  }

  function open() {
    if (!history.state?.panel) history.pushState({ htmx: true, panel: true }, "");
    show();
  }

  function show() {
    over = { panel: panel(), at: location.href };
    over.panel.dataset.open = "";
    settle();
    look();
    over.panel.querySelector(".panel__close").focus();
  }

  function hide() {
    delete panel().dataset.open;
    settle();
    document.getElementById("desk-customer").focus();
  }

  const close = () => { if (history.state?.panel) history.back(); else hide(); };

  // Whatever lies behind the panel cannot be reached.
  function settle() {
    for (const part of document.querySelectorAll("[inert]")) part.inert = false;
    const opener = document.getElementById("desk-customer");
    if (opener) opener.setAttribute("aria-expanded", Boolean(isOver()));
    if (!isOver()) return;
    for (let part = panel(); part !== document.body; part = part.parentElement) {
      for (const other of part.parentElement.children) if (other !== part && !other.matches("dialog, .notices, .toasts")) other.inert = true;
    }
  }

  // Another conversation, another panel.
  function renew() {
    if (panel() === known) return;
    known = panel();
    settle();
    look();
  }

  document.addEventListener("htmx:before:history:restore", event => {
    if (!over || over.panel !== panel() || over.at !== location.href) return;
    event.preventDefault(); // the page is the same, with the panel or without
    if (history.state.panel) show(); else hide();
  });

  document.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { target } = event;
    if (panel() && target.closest("#desk-customer")) { event.preventDefault(); open(); }
    else if (target.closest(".panel__again")) look();
    else if (target.closest(".panel__close") || (isOver() && target.isConnected && !target.closest("#customer-panel, dialog, .notices, .toasts"))) close();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && isOver() && !document.querySelector("dialog[open]")) close(); });
  addEventListener("resize", () => { settle(); if (panel()?.dataset.state === "loading") soon(); });

  // A note that is half written is there again when one comes back to its conversation.
  const noteOf = () => panel()?.querySelector("#customer-note");
  const addressOf = note => `${note.form.getAttribute("hx-post")} panel`;
  document.addEventListener("input", ({ target }) => { if (target === noteOf()) Drafts.put(addressOf(target), { words: target.value }); });

  function recallNote() {
    const note = noteOf();
    if (note && !note.value) note.value = Drafts.kept(addressOf(note))?.words || "";
  }

  // What was written in the panel is on its way; when it has been taken, the field is free again and keeps the focus if its button is gone.
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (panel()?.contains(ctx.sourceElement)) ctx.field = ctx.sourceElement.closest(".customer__section")?.querySelector("input:not([type=hidden]), textarea");
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const { field, response, sourceElement } = ctx;
    const isTaken = response?.status < 400;
    if (sourceElement.matches(".panel__source") && panel()) panel().dataset.state = isTaken ? "ready" : panel().dataset.state === "ready" ? "ready" : "failed";
    recallNote();
    if (!field || !isTaken) return;
    field.form.reset();
    if (field === noteOf()) Drafts.put(addressOf(field), { words: "" });
    if (document.activeElement === document.body) field.focus();
    soon();
  });

  document.addEventListener("live:html", ({ detail: html }) => { if (panel() && html.includes(`id="conversation-${panel().dataset.conversation}"`)) soon(); });
  document.addEventListener("live:hello", soon);
  document.addEventListener("htmx:after:swap", renew);
  document.addEventListener("DOMContentLoaded", () => {
    known = panel();
    if (known && history.state?.panel && slides(known)) show(); else soon();
  });
})();
