// <reply-cost seconds="42" free="Free {0}" hint="…">Uses 1 …</reply-cost>: how long an answer is free still, then what it costs. Seconds from when
// the fragment came, for the clocks of browsers are anything but LINE's.
customElements.define("reply-cost", class extends HTMLElement {
  connectedCallback() {
    this.price ??= this.textContent;
    this.end ??= performance.now() + Number(this.getAttribute("seconds")) * 1000;
    this.show();
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  show() {
    const left = Math.ceil((this.end - performance.now()) / 1000);
    const isFree = left > 0;
    this.classList.toggle("cost--free", isFree);
    this.title = isFree ? this.getAttribute("hint") : "";
    this.textContent = isFree ? this.getAttribute("free").replace("{0}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`) : this.price;
    if (isFree) this.timer = setTimeout(() => this.show(), 1000);
  }
});
