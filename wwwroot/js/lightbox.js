// Pictures and films at full size, over the page: buttons go through those that are loaded (lightbox-hand.js presses them, too); Escape, a click beside and
// Back leave. What the customer takes back meanwhile, or has taken back, is not shown any longer. Without script, or in another tab, the link simply
// leads to the picture.
(() => {
  const box = () => document.getElementById("lightbox");
  const part = name => box().querySelector(`.lightbox__${name}`);
  const links = () => [...document.querySelectorAll("[data-lightbox]")].filter(link => link.offsetParent !== null && sameGroup(link));
  let at = null, address = null, group = null, place = -1, hasEntry = false, isRestored = false;

  // The log's pictures are one row, the panel's another.
  const groupOf = link => link.closest(".messages, .gallery");
  const sameGroup = link => !group || groupOf(link) === group;

  document.addEventListener("click", event => {
    const link = event.target.closest("[data-lightbox]");
    if (!link || !box() || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    group = groupOf(link);
    show(link);
    if (!box().open) open();
  });

  function open() {
    box().showModal();
    history.pushState({ ...history.state, htmx: true }, "");
    hasEntry = true;
  }

  function show(link) {
    [at, address] = [link, link.href];
    const isFilm = link.dataset.lightbox === "video";
    const shown = document.createElement(isFilm ? "video" : "img");
    if (isFilm) Object.assign(shown, { controls: true, autoplay: true });
    else Object.assign(shown, { alt: link.getAttribute("aria-label") || link.textContent.trim(), draggable: false });
    shown.className = "lightbox__shown";
    tell("loading");
    shown.addEventListener(isFilm ? "loadeddata" : "load", () => { if (isOn(shown)) tell("shown"); });
    shown.addEventListener("error", () => { if (isOn(shown)) fail(); });
    shown.src = address;
    part("stage").replaceChildren(shown);
    part("original").href = link.dataset.original || address;
    const all = links();
    place = all.indexOf(link);
    part("place").textContent = all.length > 1 && place >= 0 ? `${place + 1} / ${all.length}` : "";
    for (const button of box().querySelectorAll("[data-step]")) button.hidden = !all[place + Number(button.dataset.step)] || place < 0;
  }

  const isOn = shown => box().open && shown.isConnected; // what comes after it was left comes too late

  function tell(state) {
    box().dataset.state = state;
    part("words").textContent = part("words").dataset[state] || "";
    if (state === "failed" || state === "gone") part("stage").replaceChildren();
    if (state === "gone") part("place").textContent = "";
  }

  function fail() {
    tell("failed");
    askWhetherGone();
  }

  async function askWhetherGone() {
    const asked = address;
    const answer = await fetch(asked, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.status === 404 && box().open && asked === address) tell("gone");
  }

  // A message that came or was taken back meanwhile has moved the others: where we are is looked up each time. What has gone, the next one stands for.
  function step(by) {
    const all = links();
    const here = all.findIndex(link => link.href === address);
    const next = here < 0 ? all[by < 0 ? place - 1 : place] : all[here + by];
    if (next) show(next);
  }

  document.addEventListener("htmx:after:swap", () => { if (box()?.open && !links().some(link => link.href === address)) askWhetherGone(); });

  document.addEventListener("click", event => {
    if (!event.target.closest?.("#lightbox")) return;
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
    else if (event.target.matches(".lightbox__close, .lightbox__stage, .lightbox")) box().close();
  });

  document.addEventListener("close", event => {
    if (event.target !== box()) return;
    part("stage").replaceChildren(); // a film stops
    address = group = null;
    if (hasEntry) history.back();
  }, true);

  addEventListener("popstate", () => {
    if (!hasEntry) return;
    [hasEntry, isRestored] = [false, Boolean(history.state?.htmx)];
    if (box().open) box().close();
    (window.navigation?.transition?.finished ?? Promise.resolve()).then(goOn, goOn); // a step in the history takes the focus away
  });

  function goOn() {
    if (box().open) return;
    delete box().dataset.state;
    if (at?.isConnected) at.focus({ preventScroll: true });
  }

  // The page is the same, with the picture over it or without.
  document.addEventListener("htmx:before:history:restore", event => {
    if (!isRestored) return;
    isRestored = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
})();
