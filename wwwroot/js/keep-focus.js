// Whoever works with the keyboard keeps their place: when a swap takes away what had the focus, the next best thing gets it; a conversation that was
// opened from the list is where one goes on, and its row is where one comes back to.
(() => {
  const find = selector => document.querySelector(selector);
  const inChat = () => find(".composer__text:enabled") || find(".conversation__scroll") || find("#chat");
  const rowOf = conversation => conversation && find(`#conversation-${conversation.dataset.conversation} a`);

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const focused = document.activeElement;
    if (focused === document.body) return;
    ctx.focus = {
      focused,
      isRow: focused.matches(".row__link"),
      edge: focused.closest("[data-edge]")?.parentElement.id,
      left: focused.matches(".desk__back") && find(".conversation"),
      inChat: find("#chat")?.contains(focused),
      inList: find(".list")?.contains(focused),
      before: focused.closest("li")?.previousElementSibling,
    };
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => queueMicrotask(() => {
    const { focus } = ctx;
    if (!focus) return;
    const opened = focus.isRow && ctx.sourceElement === focus.focused && ctx.response?.status === 200;
    if (!opened && !isLost()) return;
    const next = opened ? find("#chat") : focus.focused.isConnected && !focus.focused.matches(":disabled") ? focus.focused : instead(focus);
    if (next) next.focus({ preventScroll: true });
  }));

  // On what was taken away, or on what may not be used any more.
  const isLost = () => document.activeElement === document.body || document.activeElement.matches(":disabled");

  function instead(focus) {
    const nextEdge = focus.edge && find(`#${focus.edge} > [data-edge] button`);
    if (nextEdge) return nextEdge;
    if (focus.left) return rowOf(focus.left) || find(".row__link");
    return focus.inList ? focus.before?.querySelector("a") : focus.inChat && inChat();
  }
})();
