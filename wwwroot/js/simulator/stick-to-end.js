// <stick-to-end>: a scrolling box that stays at its end while things are added, unless the reader has scrolled up. Who sends something wants to see it.
const sending = "#composer, #sticker, #sample, #picture, #pressing";

customElements.define("stick-to-end", class extends HTMLElement {
  #atEnd = true;
  #end = 0;
  #watcher = new MutationObserver(() => { if (this.#atEnd) this.#toEnd(); });

  #sends = ({ detail: { ctx } }) => { if (ctx.sourceElement?.matches(sending)) this.#atEnd = true; };

  connectedCallback() {
    // Our own step to the end is heard of late, when more may have come already: it is nobody scrolling up.
    this.addEventListener("scroll", () => { if (!this.#atEnd || this.scrollTop !== this.#end) this.#atEnd = this.scrollHeight - this.scrollTop - this.clientHeight < 48; }, { passive: true });
    this.addEventListener("load", () => { if (this.#atEnd) this.#toEnd(); }, { capture: true });    // pictures grow when they arrive
    this.#watcher.observe(this, { childList: true, subtree: true });
    document.addEventListener("htmx:config:request", this.#sends);
    this.#toEnd();
  }

  disconnectedCallback() {
    this.#watcher.disconnect();
    document.removeEventListener("htmx:config:request", this.#sends);
  }

  #toEnd() {
    this.scrollTop = this.scrollHeight;
    this.#end = this.scrollTop;
  }
});
