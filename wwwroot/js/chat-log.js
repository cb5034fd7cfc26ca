// The open conversation: it stays at its end while the operator is there ("data-away" says that they are not), keeps its place whatever is loaded,
// trimmed or renewed around it. Others hear of it: "log:opened", "log:changed" before it takes its place again, "log:moved" to the end or away.
(() => {
  const nearEnd = 60; // pixels
  let height = 0, length = 0; // of the box and of what it holds, as last seen by the observer
  let seenAt = 0; // how far it was scrolled, as last seen
  let place; // before a swap: the first entry in sight and where it stood

  const scroller = () => document.querySelector(".conversation__scroll");
  const log = () => document.querySelector(".messages");
  const isAway = box => "away" in box.dataset;
  const tell = name => document.dispatchEvent(new Event(name));

  // The box gets smaller when the keyboard of a phone comes, the answer grows or a reason is shown, and what it holds larger when a picture comes: its
  // end stays in sight.
  const sizes = new ResizeObserver(() => {
    const box = scroller();
    if (!box) return;
    measure(box);
    if (isAway(box)) look(box);
    else toEnd(box);
  });

  const measure = box => { [height, length] = [box.clientHeight, box.scrollHeight]; };
  const isMeasured = box => box.clientHeight === height && box.scrollHeight === length;

  function toEnd(box) {
    box.scrollTop = box.scrollHeight;
    seenAt = box.scrollTop;
  }

  function go(box, away) {
    if (away === isAway(box)) return;
    box.toggleAttribute("data-away", away);
    tell("log:moved");
  }

  const hasNewer = () => places.isOpen(places.newerEdge(log()));

  function look(box) {
    seenAt = box.scrollTop;
    go(box, hasNewer() || box.scrollHeight - seenAt - box.clientHeight >= nearEnd);
  }

  function opened(box) {
    sizes.disconnect();
    for (const sized of [box, log()]) sizes.observe(sized);
    measure(box);
    const found = document.getElementById(`message-${log().dataset.around}`);
    if (found) found.scrollIntoView({ block: "center" });
    else toEnd(box);
    look(box);
    tell("log:opened");
  }

  function remember() {
    const box = scroller();
    if (!box) return {};
    if (box.scrollTop < seenAt) look(box); // a hand has scrolled up, and the browser has not told yet
    const first = firstInSight(box, log().querySelectorAll(":scope > [id^=message-]"));
    return { box, list: log(), first, top: first?.getBoundingClientRect().top };
  }

  // Halving: this happens with every swap, and the log is long.
  function firstInSight(box, entries) {
    const { top } = box.getBoundingClientRect();
    let [from, to] = [0, entries.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (entries[middle].getBoundingClientRect().bottom > top) to = middle;
      else from = middle + 1;
    }
    return entries[from];
  }

  function keep({ box, first, top }) {
    const still = first && document.getElementById(first.id);
    if (!isAway(box)) toEnd(box);
    else if (still) box.scrollTop += still.getBoundingClientRect().top - top;
  }

  document.addEventListener("scroll", event => {
    const box = event.target;
    if (!box.matches || !box.matches(".conversation__scroll")) return;
    if (isMeasured(box) || box.scrollTop < seenAt) look(box); // resized, and not scrolled up: nobody has scrolled
  }, true);

  // Asked for by whoever wants to see the newest: here it is, or it is fetched.
  document.addEventListener("log:end", () => {
    const box = scroller();
    if (!box) return;
    if (hasNewer()) return document.getElementById("newest").click();
    go(box, false);
    toEnd(box);
  });

  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.id === "newest" && ctx.response.status === 200) go(scroller(), false);
    place = remember();
  });

  // In the very moment in which the log changes: an eye would see it jump and jump back.
  document.addEventListener("upsert:before", ({ target }) => { if (target === log()) place = remember(); });
  document.addEventListener("upsert:after", ({ target }) => { if (target === log()) { tell("log:changed"); keep(place); } });

  document.addEventListener("htmx:after:swap", () => {
    const box = scroller();
    if (!box) return;
    if (place?.box !== box || place.list !== log()) opened(box);
    else if (!isAway(box) || (place.first && !place.first.isConnected)) keep(place); // else it was kept when it changed, and may have been scrolled since
  });

  document.addEventListener("DOMContentLoaded", () => { if (scroller()) opened(scroller()); });
})();
