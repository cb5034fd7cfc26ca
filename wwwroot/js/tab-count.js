// <tab-count id="count-mine" operators="5:3:1 7:2:0">: of everybody's conversations (operator:count:unread) the viewer's. The other tabs say their
// number themselves. Whoever wants to know hears "counts:changed".
customElements.define("tab-count", class extends HTMLElement {
  static observedAttributes = ["data-count", "operators"];

  connectedCallback() { this.show(); }

  attributeChangedCallback(name, before, now) {
    if (this.isConnected && before !== now) queueMicrotask(() => this.show());
  }

  show() {
    if (this.hasAttribute("operators")) this.count();
    document.dispatchEvent(new Event("counts:changed"));
  }

  count() {
    const viewer = document.querySelector(".console").dataset.operator;
    const [, count = "0", unread = "0"] = this.getAttribute("operators").split(" ").map(word => word.split(":")).find(([id]) => id === viewer) || [];
    if (this.dataset.count !== count) this.dataset.count = count;
    this.dataset.unread = unread;
    const spoken = document.createElement("span");
    spoken.className = "visually-hidden";
    spoken.textContent = Number(unread) ? ` (${unread} ${this.getAttribute("label")})` : "";
    this.replaceChildren(count, spoken);
  }
});
