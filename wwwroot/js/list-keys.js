// The list by keyboard: arrows, Home and End move between rows, Enter opens (they are links). Single letters and signs work outside of fields only, and
// not for whoever has turned them off; on a Thai keyboard they are the same keys, whatever is printed on them.
(() => {
  const byCode = { Slash: ["/", "?"], KeyJ: ["j"], KeyK: ["k"], KeyP: ["p"], KeyR: ["r"], KeyU: ["u"] };

  const links = () => [...document.querySelectorAll("#conversations .row__link")];
  const current = () => document.activeElement.closest?.(".row")?.querySelector(".row__link") || document.querySelector(".row__link[aria-current]");

  // The button may go away when it is pressed; the row stays.
  function press(selector) {
    const link = current();
    link?.closest(".row").querySelector(selector).click();
    if (link && document.activeElement.matches(".row__action")) link.focus({ preventScroll: true });
  }

  function go(to) {
    if (!to) return;
    to.focus();
    to.closest(".row").scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = links();
    go(all[Math.max(0, Math.min(all.length - 1, all.indexOf(current()) + by))]);
  }

  const inList = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Home: () => go(links()[0]), End: () => go(links().pop()) };

  const anywhere = {
    "/": () => document.getElementById("search-q")?.focus(),
    "?": () => document.getElementById("keys").showModal(),
    j: () => step(1),
    k: () => step(-1),
    p: () => press(".row__pin"),
    r: () => document.querySelector(".conversation") && inChat().focus(),
    u: () => press(".row__mark"),
  };

  // Latin letters say what they are; others are known by their place.
  const signOf = event => event.key < "~" ? event.key : byCode[event.code]?.[Number(event.shiftKey)];

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || !document.querySelector(".console")) return;
    const deed = event.target.closest("#conversations") ? inList[event.key] : undefined;
    const isFree = !event.target.closest("input, textarea, select, [contenteditable], dialog") && document.querySelector(".console").dataset.keys !== "off";
    const chosen = deed || (isFree && anywhere[signOf(event)]);
    if (!chosen) return;
    event.preventDefault();
    chosen();
  });
})();
