// Where an entry of a timeline belongs: by data-position ("milliseconds id"), oldest first; a child marked data-edge ("newer", else the older one) stands
// at an end and is open, unless hidden, where there is more beyond it.
const places = (() => {
  const edges = parent => [...parent.children].filter(child => "edge" in child.dataset);
  const olderEdge = parent => edges(parent).find(edge => edge.dataset.edge !== "newer");
  const newerEdge = parent => edges(parent).find(edge => edge.dataset.edge === "newer");
  const isOpen = edge => edge && !edge.hidden;
  const placed = target => [...target.children].filter(child => child.dataset.position);

  function compare(a, b) {
    const [timeA, idA] = a.dataset.position.split(" ").map(Number);
    const [timeB, idB] = b.dataset.position.split(" ").map(Number);
    return timeA - timeB || idA - idB;
  }

  // The sibling to stand before, null for the end, undefined when its place lies beyond an edge.
  function of(target, child) {
    const siblings = placed(target).filter(sibling => sibling.id !== child.id);
    const [older, newer] = [olderEdge(target), newerEdge(target)];
    // Most things happen at the new end, so the search begins there.
    for (let i = siblings.length - 1; i >= 0; i--) {
      if (compare(child, siblings[i]) >= 0) return i === siblings.length - 1 && isOpen(newer) ? undefined : siblings[i].nextElementSibling;
    }
    return isOpen(older) && siblings.length ? undefined : siblings[0] || newer || null;
  }

  return { of, compare, olderEdge, newerEdge, isOpen, placed };
})();
