// <undo-reply operator="5" seconds="4"> holds the button that takes an answer back: for its author alone, and for so long; without seconds as long as
// it stands there. What was taken back goes into the box again.
customElements.define("undo-reply", class extends HTMLElement {
  static observedAttributes = ["seconds"];

  connectedCallback() {
    if (this.getAttribute("operator") !== document.querySelector(".console").dataset.operator) { this.remove(); return; }
    if (this.hasAttribute("seconds")) this.begin();
  }

  disconnectedCallback() { clearInterval(this.timer); }

  // A later fragment knows better how much is left.
  attributeChangedCallback() { if (this.timer) this.begin(); }

  begin() {
    const end = performance.now() + Number(this.getAttribute("seconds")) * 1000;
    const show = () => this.show(Math.ceil((end - performance.now()) / 1000));
    clearInterval(this.timer);
    this.timer = setInterval(show, 250);
    show();
  }

  show(left) {
    if (left > 0) { this.querySelector(".message__left").textContent = `(${left})`; return; }
    if (this.contains(document.activeElement)) document.querySelector(".composer__text")?.focus();
    this.remove();
  }
});

// The words go back when the message is known to be unsent, whether the answer or the stream says so: once, and not without either.
(() => {
  const taken = new Map(); // by the bubble's id: words, and the address they had been sent to

  function giveBack(id) {
    if (!taken.has(id)) return;
    document.dispatchEvent(new CustomEvent("composer:write", { detail: taken.get(id) }));
    taken.delete(id);
  }

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const bubble = ctx.sourceElement.matches(".message__undo") && ctx.sourceElement.closest(".message");
    const words = bubble && bubble.querySelector(".message__text");
    if (!words) return;
    ctx.undone = bubble.id;
    taken.set(bubble.id, { text: words.textContent, address: document.querySelector(".messages").dataset.replies });
  });

  document.addEventListener("upsert:before", ({ detail: { children } }) => {
    for (const child of children) if (child.dataset.delivery === "unsent") giveBack(child.id);
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx: { undone, response } } }) => {
    if (response?.status === 200) giveBack(undone); // whichever conversation is open by now
    else if (response) taken.delete(undone);
  });
})();
