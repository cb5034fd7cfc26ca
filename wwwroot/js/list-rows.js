// hx-swap="upsert" into the list: a row is renewed where it is, and then goes where it belongs, comes in, or leaves. While a hand is at the list, only
// the first: nothing moves under a finger or a pointer that is about to press. hx-swap="extend" brings more from beyond the edge, and the new edge.
(() => {
  const patience = 10000; // ms after which news is put in its place all the same
  const misplaced = new Set(), newcomers = new Map();
  let morph, waitingSince, timer;

  htmx.registerExtension("list-rows", {
    init: api => { morph = api.morph; },
    handle_swap: (style, list, fragment) => list.id === "conversations" && (style === "upsert" ? [...fragment.children].map(row => upsert(list, row)).filter(Boolean) : style === "extend" && extend(list, fragment)),
  });

  const isNewer = (known, row) => Number(known.dataset.revision) > Number(row.dataset.revision);
  const edgeOf = parent => parent.querySelector(":scope > [data-edge]");

  function upsert(list, row) {
    const known = document.getElementById(row.id) || newcomers.get(row.id);
    if (known && isNewer(known, row)) return null;
    if (!known || !known.isConnected) return welcome(list, row);
    renew(known, row);
    if (isBusy()) postpone(() => misplaced.add(known));
    else settle(list, known);
    return known;
  }

  function welcome(list, row) {
    if (!isBusy()) return settle(list, row) && row;
    postpone(() => newcomers.set(row.id, row));
    return null;
  }

  function extend(list, fragment) {
    const edge = edgeOf(fragment);
    for (const old of [edge, edgeOf(list)]) if (old) old.remove();
    if (edge) list.append(edge);
    const rows = [...fragment.children].filter(row => !document.getElementById(row.id)); // what is known is as new, or newer
    for (const row of rows) settle(list, row);
    return edge ? [...rows, edge] : rows;
  }

  function renew(known, row) {
    const fragment = document.createDocumentFragment();
    fragment.append(row);
    morph(known, fragment, false);
  }

  // Puts a row where it belongs; false when that is not in this list, or beyond its edge.
  function settle(list, row) {
    misplaced.delete(row);
    const place = listRules.belongs(list, row) ? placeFor(list, row) : undefined;
    if (place === undefined) leave(row);
    else if (row.parentElement !== list || row.nextElementSibling !== place) move(list, row, place);
    return place !== undefined;
  }

  // The sibling to stand before, null for the end, undefined when its place lies beyond the edge.
  function placeFor(list, row) {
    const siblings = [...list.children].filter(sibling => sibling.dataset.position && sibling !== row && !misplaced.has(sibling));
    return siblings.find(sibling => listRules.precedes(list, row, sibling)) || (edgeOf(list) ? undefined : null);
  }

  function leave(row) {
    const neighbour = row.contains(document.activeElement) && (row.nextElementSibling || row.previousElementSibling)?.querySelector("a");
    row.remove();
    if (neighbour) neighbour.focus({ preventScroll: true });
  }

  // Moving an element takes the focus from it; it gets it back.
  function move(list, row, place) {
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(row, place);
    if (focused) focused.focus({ preventScroll: true });
  }

  const isBusy = () => listHand.isBusy() && !(performance.now() - waitingSince > patience);

  function postpone(keep) {
    keep();
    waitingSince ??= performance.now();
    timer ??= setInterval(catchUp, 200);
  }

  function catchUp() {
    const list = document.getElementById("conversations");
    if (!list || isBusy()) return;
    listHand.rest(); // patience is over, too
    const fresh = [...newcomers.values()];
    newcomers.clear();
    for (const row of misplaced) if (row.parentElement === list) settle(list, row); else misplaced.delete(row);
    for (const row of fresh) if (upsert(list, row)) htmx.process(row);
    markCurrent();
    clearInterval(timer);
    timer = waitingSince = undefined;
  }

  // What was read stays in a list of the unread until another conversation is opened.
  document.addEventListener("htmx:after:history:push", () => {
    for (const row of document.querySelectorAll('#conversations[data-unread="1"] > .row')) if (!listRules.belongs(row.parentElement, row)) postpone(() => misplaced.add(row));
  });
})();
