// Whoever works with the keyboard keeps their place: when a swap takes away what had the focus, the next best thing gets it; a conversation that was
// opened from the list is where one goes on, and its row is where one comes back to.

// Where one goes on in the chat: in the box that answers, if one may and it is there to be seen, else at the log.
function inChat() {
  const box = document.querySelector("#composer .composer__text:enabled");
  return box?.offsetParent ? box : document.querySelector(".conversation__scroll") || document.getElementById("chat");
}

(() => {
  const find = selector => document.querySelector(selector);
  const rowOf = conversation => conversation && (find(`.hit__link[href*="/${conversation.dataset.conversation}?"]`) || find(`#conversation-${conversation.dataset.conversation} a`));

  let last; // what had the focus last, though it may have lost it
  document.addEventListener("focusin", ({ target }) => { last = target; });

  // Where one is counts when the swap takes it away; a focus that is lost already is the business of the request that waits.
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => { ctx.focus = current(); });
  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => { if (!isLost()) ctx.focus = current(); });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => queueMicrotask(() => keep(ctx)));
  document.addEventListener("htmx:finally:swap", ({ detail: { ctx } }) => { if (!ctx.request) keep(ctx); });

  function current() {
    const focused = document.activeElement;
    if (focused !== document.body) last = focused;
    return focused !== document.body && {
      focused,
      isRow: focused.matches(".row__link, .hit__link, .toast__link"),
      edge: focused.closest("[data-edge]")?.parentElement.id,
      side: focused.closest("[data-edge]")?.dataset.edge,
      left: focused.matches(".desk__back") && find(".conversation"),
      inChat: find("#chat")?.contains(focused),
      inList: find(".list")?.contains(focused),
      before: focused.closest("li")?.previousElementSibling,
    };
  }

  function keep({ focus, sourceElement, response }) {
    if (!focus || focus.focused !== last) return; // whoever has gone on since is not called back
    const opened = focus.isRow && sourceElement === focus.focused && response?.status === 200;
    if (!opened && !isLost()) return;
    const next = opened ? find("[data-found]") || find("#chat") : focus.focused.isConnected && !focus.focused.matches(":disabled") ? focus.focused : instead(focus);
    if (next) next.focus({ preventScroll: true });
  }

  // On what was taken away, or on what may not be used any more.
  const isLost = () => document.activeElement === document.body || document.activeElement.matches(":disabled");

  function instead(focus) {
    const nextEdge = focus.edge && find(`#${focus.edge} > [data-edge="${focus.side}"]:not([hidden]) > *`);
    if (nextEdge) return nextEdge;
    if (focus.left) return rowOf(focus.left) || find(".row__link");
    return focus.inList ? focus.before?.querySelector("a") || find(".filter__open") : focus.inChat && inChat();
  }
})();
