// Pictures and films at full size, over the page: arrows, swipes and buttons go through those that are loaded, Escape and a click beside leave. Without
// script, or in another tab, the link simply leads to the picture.
(() => {
  const box = () => document.getElementById("lightbox");
  const links = () => [...document.querySelectorAll("[data-lightbox]")].filter(link => link.offsetParent !== null && sameGroup(link));
  let at = null, group = null, began = null;

  // The log's pictures are one row, the panel's another.
  const groupOf = link => link.closest(".messages, .gallery");
  const sameGroup = link => !group || groupOf(link) === group;

  document.addEventListener("click", event => {
    const link = event.target.closest("[data-lightbox]");
    if (!link || !box() || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    group = groupOf(link);
    show(link);
    if (!box().open) box().showModal();
  });

  function show(link) {
    at = link;
    const isFilm = link.dataset.lightbox === "video";
    const shown = document.createElement(isFilm ? "video" : "img");
    if (isFilm) Object.assign(shown, { controls: true, autoplay: true });
    else Object.assign(shown, { alt: link.getAttribute("aria-label") || link.textContent.trim(), draggable: false });
    shown.className = "lightbox__shown";
    box().dataset.state = "loading";
    shown.addEventListener(isFilm ? "loadeddata" : "load", () => { if (shown.isConnected) box().dataset.state = "shown"; });
    shown.addEventListener("error", () => { if (shown.isConnected) box().dataset.state = "failed"; });
    shown.src = link.href;
    box().querySelector(".lightbox__stage").replaceChildren(shown);
    box().querySelector(".lightbox__original").href = link.dataset.original || link.href;
    const all = links();
    const place = all.indexOf(link);
    box().querySelector(".lightbox__place").textContent = all.length > 1 && place >= 0 ? `${place + 1} / ${all.length}` : "";
    for (const button of box().querySelectorAll("[data-step]")) button.hidden = !all[place + Number(button.dataset.step)] || place < 0;
  }

  // A message that came or was taken back meanwhile has moved the others: where we are is looked up each time.
  function step(by) {
    const all = links();
    const here = at.isConnected ? all.indexOf(at) : all.findIndex(link => link.href === at.href);
    const next = here < 0 ? null : all[here + by];
    if (next) show(next);
  }

  document.addEventListener("click", event => {
    if (!event.target.closest?.("#lightbox")) return;
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
    else if (event.target.matches(".lightbox__close, .lightbox__stage, .lightbox")) box().close();
  });

  document.addEventListener("keydown", event => {
    if (!box()?.open || event.target.matches("video")) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });

  // A finger that goes sideways far enough turns the page; one that goes down leaves.
  document.addEventListener("pointerdown", event => { began = event.target.closest?.(".lightbox__stage") && event.isPrimary ? { x: event.clientX, y: event.clientY } : null; });
  document.addEventListener("pointerup", event => {
    if (!began || event.pointerType === "mouse") return;
    const [x, y] = [event.clientX - began.x, event.clientY - began.y];
    began = null;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    else if (y > 90 && y > 2 * Math.abs(x)) box().close();
  });

  document.addEventListener("close", event => {
    if (event.target !== box()) return;
    box().querySelector(".lightbox__stage").replaceChildren(); // a film stops
    if (at?.isConnected) at.focus({ preventScroll: true });
    at = group = null;
  }, true);
})();
