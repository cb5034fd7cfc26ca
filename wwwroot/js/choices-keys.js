// What opens the choices: a sign at the beginning of a word ("/" canned responses, "@" colleagues), or the button. Arrows go through them, Enter, Tab
// or a tap takes one, Escape closes.
(() => {
  let refused = -1; // where a sign stands that was meant as a sign

  document.addEventListener("input", event => {
    if (!event.target.matches("[data-choices]") || event.isComposing) return;
    if (Choices.box()) Choices.follow();
    else begin(event.target);
  });

  function begin(box) {
    const before = box.value.slice(0, box.selectionStart);
    const at = Math.max(before.lastIndexOf(" "), before.lastIndexOf("\n")) + 1;
    if (before[at] !== box.dataset.sign) refused = -1;
    else if (at !== refused) Choices.open(box, at, box.dataset.sign);
  }

  const keys = {
    ArrowDown: () => Choices.move(1),
    ArrowUp: () => Choices.move(-1),
    Enter: () => Choices.takeActive(),
    Tab: () => Choices.takeActive(),
    Escape() {
      refused = Choices.start();
      Choices.close();
    },
  };

  // Before the box hears of it: its Enter would send.
  document.addEventListener("keydown", event => {
    const isPlain = !(event.isComposing || event.keyCode === 229 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
    if (!isPlain || !Choices.box() || event.target !== Choices.box() || !keys[event.key] || (event.key !== "Escape" && !Choices.canTake())) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }, true);

  // The focus stays in the box.
  document.addEventListener("mousedown", event => { if (event.target.closest(".choices [role=option], [data-opens-choices]")) event.preventDefault(); });

  document.addEventListener("click", event => {
    const option = Choices.box() && event.target.closest(".choices [role=option]");
    const button = event.target.closest("[data-opens-choices]");
    if (option) Choices.take(option);
    else if (button && Choices.box()) Choices.close();
    else if (button) {
      const { text } = button.form.elements;
      text.focus();
      Choices.open(text, text.selectionStart, "");
    }
  });

  document.addEventListener("focusout", event => {
    if (event.target === Choices.box() && !event.target.form.querySelector(".choices").contains(event.relatedTarget)) Choices.close();
  });
  document.addEventListener("submit", () => { if (Choices.box()) Choices.close(); });
  document.addEventListener("htmx:after:swap", () => { if (Choices.box()?.isConnected === false) Choices.close(); });
})();
