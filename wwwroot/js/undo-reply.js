// <undo-reply operator="5" seconds="4"> holds the button that takes an answer back: for its author alone, and for so long; without seconds as long as
// it stands there. What was taken back goes into the box again.
customElements.define("undo-reply", class extends HTMLElement {
  static observedAttributes = ["seconds"];

  connectedCallback() {
    if (this.getAttribute("operator") !== document.querySelector(".console").dataset.operator) { this.remove(); return; }
    if (this.hasAttribute("seconds")) this.begin();
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  // A later fragment knows better how much is left, or that there is no hurry any more.
  attributeChangedCallback() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    if (this.hasAttribute("seconds")) this.begin();
  }

  begin() {
    const end = performance.now() + Number(this.getAttribute("seconds")) * 1000;
    const show = () => {
      const left = (end - performance.now()) / 1000;
      this.timer = setTimeout(show, (left % 1 || 1) * 1000); // as the second ends: answers of one call count as one
      this.show(Math.ceil(left));
    };
    clearTimeout(this.timer);
    show();
  }

  show(left) {
    if (left > 0) { this.querySelector(".message__left").textContent = `(${left})`; return; }
    if (this.contains(document.activeElement)) document.querySelector(".composer__text")?.focus();
    this.remove();
  }
});

// What went with the answer goes back, and the words, when it is known to be unsent, whether the answer or the stream says so: once, and not without
// either. The button stands on the last of its bubbles, which has the words if there are any.
(() => {
  const taken = new Map(); // by the bubble's id: words, the key of the answer, and the address it had been sent to

  function giveBack(id) {
    if (!taken.has(id)) return;
    document.dispatchEvent(new CustomEvent("composer:write", { detail: taken.get(id) }));
    taken.delete(id);
  }

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const bubble = ctx.sourceElement.matches(".message__undo") && ctx.sourceElement.closest(".message");
    if (!bubble) return;
    const words = bubble.querySelector(".message__text:not(.place)");
    ctx.undone = bubble.id;
    taken.set(bubble.id, { text: words ? words.textContent : "", key: bubble.dataset.key?.replace(/~\d+$/, ""), address: document.querySelector(".messages").dataset.replies });
  });

  document.addEventListener("upsert:before", ({ detail: { children } }) => {
    for (const child of children) if (child.dataset.delivery === "unsent") giveBack(child.id);
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx: { undone, response } } }) => {
    if (response?.status === 200) giveBack(undone); // whichever conversation is open by now
    else if (response) taken.delete(undone);
  });
})();
