// hx-swap="upsert": each child goes where it belongs in the target, by id and position. The target says how it is ordered (data-order) and, for the
// list, which status it shows (data-status); a child marked data-edge stands for everything beyond it that was not loaded. hx-swap="extend" brings
// more from beyond the edge, and the new edge if there is one. Whatever the swap, what the page has in a newer revision stays as it is.
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
    target.insertBefore(edge, newestFirst(target) ? null : target.firstChild);
    return [...added, edge];
  }

  function upsert(target, child) {
    const known = document.getElementById(child.id);
    if (known && isNewer(known, child)) return null;
    if (!belongs(target, child)) {
      if (known) known.remove();
      return null;
    }
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

  const newestFirst = target => target.dataset.order === "newest-first";

  const belongs = (target, child) => !target.dataset.status || target.dataset.status === child.dataset.status;

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
    const precedes = newestFirst(target) ? compare => compare > 0 : compare => compare < 0;
    const siblings = [...target.children].filter(sibling => sibling.dataset.position && sibling.id !== child.id);
    const edge = edgeOf(target);
    // Most things happen at the new end, so the search begins there.
    if (newestFirst(target)) {
      const next = siblings.find(sibling => precedes(compare(child, sibling)));
      return next || (edge && siblings.length ? undefined : edge || null);
    }
    for (let i = siblings.length - 1; i >= 0; i--) {
      if (!precedes(compare(child, siblings[i]))) return siblings[i].nextElementSibling;
    }
    return edge && siblings.length ? undefined : siblings[0] || null;
  }

  function compare(a, b) {
    const [timeA, idA] = a.dataset.position.split(" ").map(Number);
    const [timeB, idB] = b.dataset.position.split(" ").map(Number);
    return timeA - timeB || idA - idB;
  }
})();
