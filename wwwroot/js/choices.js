// Choices while writing: a list above the box that the server fills as one types; what is taken goes where the typing began. The box stays the place
// where one is: a combobox while there is a list to go through. When it opens is choices-keys.js's business.
const Choices = (() => {
  const pause = 120; // ms after the last letter
  let box, start, sign, timer, asking, isWanted;

  const popup = () => box.form.querySelector(".choices");
  const list = () => popup().querySelector(".choices__list");
  const active = () => list().querySelector('[role=option][aria-selected="true"]');
  const isLoading = () => list().getAttribute("aria-busy") === "true";

  function show(isOpen) {
    popup().hidden = !isOpen;
    box.form.querySelector("[data-opens-choices]")?.setAttribute("aria-expanded", String(isOpen));
  }

  // From a place in a box, behind the sign that stands there, or behind none.
  function open(where, at, withSign) {
    [box, start, sign] = [where, at, withSign];
    show(true);
    ask(0);
  }

  function follow() {
    const query = wanted();
    if (query === null || /\s/.test(query)) close();
    else ask(pause);
  }

  // What was typed after the sign; null when the caret has left it.
  function wanted() {
    const from = start + sign.length;
    return box.selectionStart < from || box.value.slice(start, from) !== sign ? null : box.value.slice(from, box.selectionStart);
  }

  function ask(delay) {
    clearTimeout(timer);
    asking?.abort();
    asking = new AbortController();
    list().setAttribute("aria-busy", "true");
    timer = setTimeout(load, delay, asking.signal);
  }

  async function load(signal) {
    const answer = await fetch(`${box.dataset.choices}?q=${encodeURIComponent(wanted() ?? "")}`, { headers: { "HX-Request": "true" }, signal }).catch(() => null);
    const html = answer?.ok ? await answer.text().catch(() => null) : null;
    if (signal.aborted) return;
    const { failed } = popup().dataset;
    if (html === null) list().textContent = failed;
    else list().innerHTML = html;
    list().removeAttribute("aria-busy");
    popup().querySelector("[role=status]").textContent = html === null ? failed : list().firstElementChild.dataset.said;
    describe();
    move(0);
    if (isWanted && active()) take(active());
    isWanted = false;
  }

  function describe() {
    const inner = list().querySelector("[role=listbox]");
    const states = inner ? { role: "combobox", "aria-expanded": "true", "aria-autocomplete": "list", "aria-controls": inner.id } : {};
    for (const state of ["role", "aria-expanded", "aria-autocomplete", "aria-controls", "aria-activedescendant"]) {
      if (states[state]) box.setAttribute(state, states[state]);
      else box.removeAttribute(state);
    }
  }

  function move(step) {
    const all = [...list().querySelectorAll("[role=option]")];
    if (!all.length) return;
    const next = all[(Math.max(0, all.indexOf(active())) + step + all.length) % all.length];
    for (const option of all) option.setAttribute("aria-selected", String(option === next));
    box.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  // The one that is pointed out; if the list is still on its way, the first that comes.
  function takeActive() {
    if (isLoading()) isWanted = true;
    else take(active());
  }

  function take(option) {
    const [where, from, { text, used }] = [box, start, option.dataset];
    close();
    where.focus();
    where.setSelectionRange(from, where.selectionStart);
    if (!document.execCommand("insertText", false, text)) { // the one way that can be undone
      where.setRangeText(text, from, where.selectionEnd, "end");
      where.dispatchEvent(new Event("input", { bubbles: true }));
    }
    document.dispatchEvent(new CustomEvent("choices:taken", { detail: { form: where.form, option } }));
    if (used) fetch(used, { method: "POST", headers: { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf-token"]').content }, keepalive: true }).catch(() => null);
  }

  function close() {
    clearTimeout(timer);
    asking.abort();
    list().replaceChildren();
    list().removeAttribute("aria-busy");
    describe();
    show(false);
    [box, isWanted] = [undefined, false];
  }

  return { open, follow, move, take, takeActive, close, box: () => box, start: () => start, canTake: () => isLoading() || active() !== null };
})();
