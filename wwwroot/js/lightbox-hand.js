// Arrows turn to the next picture, and so does a finger that goes sideways far enough; one that goes down leaves. Over a picture that was drawn larger
// it moves the picture.
(() => {
  const enough = 50, enoughDown = 90; // pixels
  let began = null;

  const box = () => document.getElementById("lightbox");
  const press = selector => { box().querySelector(`${selector}:not([hidden])`)?.click(); };

  window.visualViewport?.addEventListener("resize", () => { box()?.toggleAttribute("data-zoomed", visualViewport.scale > 1.01); });

  document.addEventListener("keydown", event => {
    if (!box()?.open || event.target.matches("video")) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    press(`[data-step="${by}"]`);
  });

  document.addEventListener("pointerdown", event => {
    const isMeant = event.target.closest?.(".lightbox__stage") && event.isPrimary && event.pointerType !== "mouse" && !("zoomed" in box().dataset);
    began = isMeant ? { x: event.clientX, y: event.clientY } : null;
  });

  document.addEventListener("pointerup", event => {
    if (!began) return;
    const [x, y] = [event.clientX - began.x, event.clientY - began.y];
    began = null;
    if (Math.abs(x) > enough && Math.abs(x) > 2 * Math.abs(y)) press(`[data-step="${x < 0 ? 1 : -1}"]`);
    else if (y > enoughDown && y > 2 * Math.abs(x)) press(".lightbox__close");
  });

  document.addEventListener("pointercancel", () => { began = null; });
})();
