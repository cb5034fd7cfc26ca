// hx-swap="upsert": each child goes where it belongs in a timeline, by id and position; a child marked data-edge stands, unless it is hidden, for
// everything beyond it that is not loaded. hx-swap="extend" brings more from beyond the older edge, "extend-newer" from beyond the newer one, and the new
// edge if there is one. Whatever the swap, wherever it is, what the page has in a newer revision stays as it is. "upsert:before" and "upsert:after" tell
// of it. (The list of conversations has rules of its own: list-rows.js.)
(() => {
  let morph;

  htmx.registerExtension("upsert", {
    init: api => { morph = api.morph; },
    handle_swap: (style, target, fragment) => styles[style] && change(target, style, fragment),
    htmx_before_morph_node: (_, { oldNode, newNode }) => !(oldNode.id && oldNode.id === newNode.id && isNewer(oldNode, newNode)),
  });

  const styles = {
    upsert: (target, fragment) => upsertAll(target, fragment),
    extend: (target, fragment) => extend(target, fragment, olderEdge),
    "extend-newer": (target, fragment) => extend(target, fragment, newerEdge),
  };

  function change(target, style, fragment) {
    const detail = { style, children: [...fragment.children] };
    const tell = name => target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    tell("upsert:before");
    const changed = styles[style](target, fragment);
    tell("upsert:after");
    return changed;
  }

  const isNewer = (known, child) => Number(known.dataset.revision) > Number(child.dataset.revision);

  const upsertAll = (target, fragment) => [...fragment.children].map(child => upsert(target, child)).filter(Boolean);

  function extend(target, fragment, edgeOf) {
    const edge = edgeOf(fragment);
    for (const old of [olderEdge(fragment), newerEdge(fragment), edgeOf(target)]) if (old) old.remove();
    const added = upsertAll(target, fragment);
    if (!edge) return added;
    target.insertBefore(edge, edgeOf === olderEdge ? target.firstChild : null);
    return [...added, edge];
  }

  function upsert(target, child) {
    const known = document.getElementById(child.id) || sentAs(target, child);
    if (known && isNewer(known, child)) return null;
    const place = places.of(target, child);
    if (!known) {
      if (place === undefined) return null;
      target.insertBefore(child, place);
      return child;
    }
    renew(known, child);
    if (place !== undefined && place !== known && place !== known.nextElementSibling) move(target, known, place);
    return known;
  }

  // What was sent stood there before the answer, under its key: now it is the message.
  function sentAs(target, { id, dataset }) {
    const sent = dataset.key && [...target.querySelectorAll("[data-sending]")].find(bubble => bubble.dataset.key === dataset.key);
    if (sent) sent.id = id;
    return sent;
  }

  const { olderEdge, newerEdge } = places;

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
})();
