// hx-swap="upsert": each child goes where it belongs in a timeline, by id and position; a child marked data-edge stands for everything beyond it that was
// not loaded. hx-swap="extend" brings more from beyond the edge, and the new edge if there is one. Whatever the swap, wherever it is, what the page has in
// a newer revision stays as it is. (The list of conversations has rules of its own: list-rows.js.)
(() => {
  let morph;

  htmx.registerExtension("upsert", {
    init: api => { morph = api.morph; },
    handle_swap: (style, target, fragment) => (style === "upsert" && upsertAll(target, fragment)) || (style === "extend" && extend(target, fragment)),
    htmx_before_morph_node: (_, { oldNode, newNode }) => !(oldNode.id && oldNode.id === newNode.id && isNewer(oldNode, newNode)),
  });

  const isNewer = (known, child) => Number(known.dataset.revision) > Number(child.dataset.revision);

  const upsertAll = (target, fragment) => [...fragment.children].map(child => upsert(target, child)).filter(Boolean);

  function extend(target, fragment) {
    const edge = edgeOf(fragment);
    for (const old of [edge, edgeOf(target)]) if (old) old.remove();
    const added = upsertAll(target, fragment);
    if (!edge) return added;
    target.prepend(edge);
    return [...added, edge];
  }

  function upsert(target, child) {
    const known = document.getElementById(child.id);
    if (known && isNewer(known, child)) return null;
    const place = placeFor(target, child);
    if (!known) {
      if (place === undefined) return null;
      target.insertBefore(child, place);
      return child;
    }
    renew(known, child);
    if (place !== undefined && place !== known && place !== known.nextElementSibling) move(target, known, place);
    return known;
  }

  const edgeOf = parent => [...parent.children].find(child => "edge" in child.dataset);

  function renew(known, child) {
    const fragment = document.createDocumentFragment();
    fragment.append(child);
    morph(known, fragment, false);
  }

  // Moving an element takes the focus from it; it gets it back.
  function move(target, known, place) {
    const focused = known.contains(document.activeElement) ? document.activeElement : null;
    target.insertBefore(known, place);
    if (focused) focused.focus({ preventScroll: true });
  }

  // The sibling to stand before, null for the end, undefined when its place lies beyond the edge.
  function placeFor(target, child) {
    const siblings = [...target.children].filter(sibling => sibling.dataset.position && sibling.id !== child.id);
    const edge = edgeOf(target);
    // Most things happen at the new end, so the search begins there.
    for (let i = siblings.length - 1; i >= 0; i--) {
      if (compare(child, siblings[i]) >= 0) return siblings[i].nextElementSibling;
    }
    return edge && siblings.length ? undefined : siblings[0] || null;
  }

  function compare(a, b) {
    const [timeA, idA] = a.dataset.position.split(" ").map(Number);
    const [timeB, idB] = b.dataset.position.split(" ").map(Number);
    return timeA - timeB || idA - idB;
  }
})();
