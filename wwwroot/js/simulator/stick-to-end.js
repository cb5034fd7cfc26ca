// <stick-to-end>: a scrolling box that stays at its end while things are added, unless the reader has scrolled up. Who sends something wants to see it.
// What the browser scrolls by itself, because pictures come, go or grow, is nobody scrolling up: that takes a hand.
const sending = "#composer, #sticker, #sample, #picture, #pressing";
const hands = ["wheel", "touchmove", "pointerdown", "keydown"];
const reach = 1500; // ms in which a scroll still belongs to the hand

customElements.define("stick-to-end", class extends HTMLElement {
  #atEnd = true;
  #handAt = -Infinity;
  #watcher = new MutationObserver(() => { if (this.#atEnd) this.#toEnd(); });

  #sends = ({ detail: { ctx } }) => { if (ctx.sourceElement?.matches(sending)) this.#atEnd = true; };

  connectedCallback() {
    for (const hand of hands) this.addEventListener(hand, event => { this.#handAt = event.timeStamp; }, { passive: true });
    this.addEventListener("scroll", event => this.#scrolled(event.timeStamp), { passive: true });
    this.addEventListener("load", () => { if (this.#atEnd) this.#toEnd(); }, { capture: true });    // pictures grow when they arrive
    this.#watcher.observe(this, { childList: true, subtree: true });
    document.addEventListener("htmx:config:request", this.#sends);
    this.#toEnd();
  }

  disconnectedCallback() {
    this.#watcher.disconnect();
    document.removeEventListener("htmx:config:request", this.#sends);
  }

  #scrolled(now) {
    const isThere = this.scrollHeight - this.scrollTop - this.clientHeight < 48;
    if (isThere) this.#atEnd = true;
    else if (now - this.#handAt < reach) this.#atEnd = false;
    else if (this.#atEnd) this.#toEnd();
  }

  #toEnd() { this.scrollTop = this.scrollHeight; }
});
