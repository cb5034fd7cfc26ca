// Whoever works with the keyboard keeps their place: when a swap takes away what had the focus, the next best thing gets it; and a conversation that
// was opened from the list is where one goes on.
(() => {
  const find = selector => document.querySelector(selector);
  const inChat = () => find(".composer__text:enabled") || find(".conversation__scroll") || find("#chat");

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const focused = document.activeElement;
    if (focused === document.body) return;
    ctx.focus = { focused, isRow: focused.matches(".row__link"), inChat: find("#chat")?.contains(focused), inList: find(".list")?.contains(focused), before: focused.closest("li")?.previousElementSibling };
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => queueMicrotask(() => {
    const { focus } = ctx;
    if (!focus) return;
    const opened = focus.isRow && ctx.sourceElement === focus.focused && ctx.response?.status === 200;
    if (!opened && document.activeElement !== document.body) return;
    const next = opened ? find("#chat") : focus.focused.isConnected ? focus.focused : focus.inList ? focus.before?.querySelector("a") : focus.inChat && inChat();
    if (next) next.focus({ preventScroll: true });
  }));
})();
