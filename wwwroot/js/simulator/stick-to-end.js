// <stick-to-end>: a scrolling box that stays at its end while things are added, unless the reader has scrolled up.
customElements.define("stick-to-end", class extends HTMLElement {
  #atEnd = true;
  #watcher = new MutationObserver(() => { if (this.#atEnd) this.#toEnd(); });

  connectedCallback() {
    this.addEventListener("scroll", () => { this.#atEnd = this.scrollHeight - this.scrollTop - this.clientHeight < 48; }, { passive: true });
    this.addEventListener("load", () => { if (this.#atEnd) this.#toEnd(); }, { capture: true });    // pictures grow when they arrive
    this.#watcher.observe(this, { childList: true, subtree: true });
    this.#toEnd();
  }

  disconnectedCallback() { this.#watcher.disconnect(); }

  #toEnd() { this.scrollTop = this.scrollHeight; }
});
