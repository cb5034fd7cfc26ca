// <reply-cost seconds="42" room="5" …>Uses 1 …</reply-cost>: how long an answer is free still, then what it costs. Seconds from when the fragment came,
// for the clocks of browsers are anything but LINE's. What is attached counts: a call carries so many bubbles, and only the first is free.
customElements.define("reply-cost", class extends HTMLElement {
  connectedCallback() {
    this.price ??= this.textContent;
    this.end ??= performance.now() + this.number("seconds") * 1000;
    this.show();
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  number(name) { return Number(this.getAttribute(name)); }

  show() {
    clearTimeout(this.timer);
    const left = Math.ceil((this.end - performance.now()) / 1000);
    const isFree = left > 0 && this.number("room") > 0;
    const paid = Math.ceil((this.bubbles() - (isFree ? this.number("room") : 0)) / this.number("bubbles")) * this.number("recipients");
    this.classList.toggle("cost--free", isFree && paid <= 0);
    this.title = isFree ? this.getAttribute("hint") : "";
    this.textContent = [isFree && this.free(left), paid > 0 && this.words(paid)].filter(Boolean).join(" + ");
    if (left > 0) this.timer = setTimeout(() => this.show(), 1000);
  }

  // What would be sent: each file is a bubble, and so are the words; before anything is there, one.
  bubbles() {
    const form = document.getElementById("composer");
    const files = form?.querySelectorAll("[name=media]").length ?? 0;
    return Math.max(1, files + (form?.querySelector("[name=text]").value.trim() ? 1 : 0));
  }

  free(left) { return this.getAttribute("free").replace("{0}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`); }

  words(paid) { return paid === this.number("recipients") ? this.price : this.getAttribute("many").replace("{0}", paid); }
});

// What is attached or taken off, and words where there were none.
for (const moment of ["input", "htmx:after:swap", "attachments:settled", "composer:sent"]) document.addEventListener(moment, () => { for (const cost of document.querySelectorAll("reply-cost")) cost.show?.(); });
