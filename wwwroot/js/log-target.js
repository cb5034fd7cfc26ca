// A conversation that was opened at a message stays at it while what stands around it takes its room, until a hand scrolls elsewhere.
(() => {
  let held, at, length;

  const log = () => document.querySelector(".messages");

  const sizes = new ResizeObserver(() => {
    if (!held?.isConnected) return;
    held.scrollIntoView({ block: "center" });
    [at, length] = [held.closest("[data-scroll]").scrollTop, log().clientHeight];
  });

  function letGo() {
    held = null;
    sizes.disconnect();
  }

  document.addEventListener("log:opened", () => {
    letGo();
    held = document.getElementById(`message-${log().dataset.around}`);
    if (held) sizes.observe(log());
  });

  // Where it was put is no news, nor is what moves because the log has grown.
  document.addEventListener("scroll", ({ target }) => {
    if (held && target.matches?.(".conversation__scroll") && target.scrollTop !== at && log().clientHeight === length) letGo();
  }, true);
})();
