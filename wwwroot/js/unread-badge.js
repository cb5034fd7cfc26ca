// <unread-badge incoming="12" readers="5:9 7:12" label="unread">: how many the viewer has not read, from a fragment that knows no viewer.
customElements.define("unread-badge", class extends HTMLElement {
  static observedAttributes = ["incoming", "readers", "data-unread"];

  connectedCallback() { this.show(); }

  // A morph takes away what the fragment does not have, this element's own findings included: they are found again when it is through.
  attributeChangedCallback(name, before, now) {
    if (this.isConnected && (name !== "data-unread" || now === null)) queueMicrotask(() => this.show());
  }

  show() {
    const viewer = document.querySelector(".console").dataset.operator;
    const own = (this.getAttribute("readers") || "").split(" ").map(pair => pair.split(":")).find(([id]) => id === viewer);
    const unread = Math.max(0, Number(this.getAttribute("incoming")) - (own ? Number(own[1]) : 0));
    this.dataset.unread = unread;
    this.hidden = unread === 0;
    this.textContent = unread > 99 ? "99+" : unread;
    this.setAttribute("aria-label", `${unread} ${this.getAttribute("label")}`);
  }
});
