// Searching: the address says what is looked for, so that it can be kept and Back returns to it. Arrow keys walk through what was found, Escape gives
// it up.
(() => {
  const fieldOf = form => form.querySelector(".search__field");
  const resultsOf = form => document.getElementById(`${form.id}-results`);
  const formOf = element => element.form || document.getElementById(element.closest(".search__results").id.replace("-results", ""));

  // A search for what does not show brings nothing, and nothing must not stand in place of the list.
  document.addEventListener("htmx:after:swap", () => { for (const results of document.querySelectorAll(".search__results")) if (!results.childElementCount) results.replaceChildren(); });

  // Giving up needs no answer; whatever is still on its way is too late.
  document.addEventListener("input", ({ target }) => { if (target.matches(".search__field") && !target.value.trim()) giveUp(target.form); });
  document.addEventListener("htmx:config:request", event => {
    const form = event.target;
    if (!form.matches(".search")) return;
    if (!fieldOf(form).value.trim()) event.preventDefault();
    else note(form);
  });

  function giveUp(form) {
    fieldOf(form).value = "";
    htmx.trigger(form, "htmx:abort");
    resultsOf(form).replaceChildren();
    document.getElementById(`${form.id}-status`).textContent = "";
    note(form);
  }

  function note(form) {
    const { name, value } = fieldOf(form);
    const address = new URL(location);
    if (value.trim()) address.searchParams.set(name, value.trim()); else address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  }

  document.addEventListener("click", event => {
    const clear = event.target.closest(".search__clear");
    const finder = event.target.closest(".finder__open")?.parentElement;
    if (clear) {
      event.preventDefault();
      giveUp(formOf(clear.previousElementSibling));
      clear.previousElementSibling.focus();
    }
    if (!finder) return;
    if (finder.open) giveUp(finder.querySelector(".search"));
    else setTimeout(() => fieldOf(finder).focus()); // it opens after this
  });

  document.addEventListener("keydown", event => {
    const at = event.target;
    if (event.defaultPrevented || event.isComposing || !at.matches(".search__field, .hit__link")) return;
    const form = formOf(at);
    const field = fieldOf(form);
    if (event.key === "Escape") escape(event, form, field);
    else walk(event, [field, ...resultsOf(form).querySelectorAll(".hit__link")]);
  });

  function escape(event, form, field) {
    event.preventDefault();
    const finder = form.closest(".finder");
    if (finder && !field.value) {
      finder.open = false;
      finder.querySelector(".finder__open").focus();
      return;
    }
    giveUp(form);
    field.focus();
  }

  function walk(event, stops) {
    const at = stops.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ...(at > 0 && { Home: 1, End: stops.length - 1 }) }[event.key];
    if (!stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  }
})();
