// Tells the server what was seen of the open conversation: what is there while somebody can see its end.
(() => {
  let seen = "";

  async function read() {
    const list = document.querySelector(".messages");
    if (!list || document.hidden || "away" in list.closest("[data-scroll]").dataset) return;
    const revision = Math.max(0, ...[...list.querySelectorAll('[data-direction="incoming"]')].map(item => Number(item.dataset.revision)));
    const sight = `${list.id} ${revision}`;
    if (!revision || sight === seen) return;
    seen = sight;
    const headers = { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf-token"]').content };
    const answer = await fetch(list.dataset.reading, { method: "POST", headers, body: new URLSearchParams({ revision }), keepalive: true }).catch(() => null);
    if (!(answer && answer.ok) && seen === sight) seen = ""; // told again when the stream is back
  }

  for (const happened of ["log:opened", "log:moved", "htmx:after:swap", "visibilitychange", "live:hello"]) document.addEventListener(happened, read);
})();
