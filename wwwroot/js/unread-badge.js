// <unread-badge incoming="12" readers="5:9 7:12:pum" label="unread" mention="mentions you">: how many the viewer has not read, from a fragment that
// knows no viewer. What else they have of the conversation (pinned, marked unread, mentioned) is shown on the row around it.
function readingOf(badge) {
  const viewer = document.querySelector(".console")?.dataset.operator;
  const [, read, flags = ""] = (badge.getAttribute("readers") || "").split(" ").map(word => word.split(":")).find(([id]) => id === viewer) || [];
  const unread = Math.max(0, badge.getAttribute("incoming") - (read || 0));
  const [pinned, marked, mentioned] = [..."pum"].map(flag => flags.includes(flag));
  return { unread, pinned, marked, mentioned, isNew: unread > 0 || marked || mentioned };
}

customElements.define("unread-badge", class extends HTMLElement {
  static observedAttributes = ["incoming", "readers", "data-unread"];

  connectedCallback() { this.show(); }

  // A morph takes away what the fragment does not have, this element's own findings included: they are found again when it is through.
  attributeChangedCallback(name, before, now) {
    if (this.isConnected && (name !== "data-unread" || now === null)) queueMicrotask(() => this.show());
  }

  show() {
    const reading = readingOf(this);
    const { unread, mentioned, isNew } = reading;
    this.dataset.unread = unread;
    this.hidden = !isNew;
    this.toggleAttribute("data-mentioned", mentioned);
    const words = [unread || reading.marked ? this.getAttribute("label") : "", mentioned ? this.getAttribute("mention") : ""].filter(Boolean).join(", ");
    const spoken = document.createElement("span");
    spoken.className = "visually-hidden";
    spoken.textContent = ` ${words}`;
    this.replaceChildren(`${mentioned ? "@" : ""}${unread > 99 ? "99+" : unread || ""}`, spoken);
    const row = this.closest(".row");
    if (row) this.tell(row, reading);
  }

  tell(row, { pinned, isNew }) {
    row.classList.toggle("row--pinned", pinned);
    row.classList.toggle("row--unread", isNew);
    row.querySelector(".row__pin")?.setAttribute("aria-pressed", pinned);
  }
});

// The pin is rendered for everybody, too: pressed on what is pinned it lets go.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches('.row__pin[aria-pressed="true"]')) ctx.request.method = "DELETE";
});
