// Tells the server what was seen of the open conversation: what is there while somebody can see its end. A new page first hears whether it missed
// something: a badge that changes meanwhile would make the server send the whole list again.
(() => {
  const patience = 3000; // ms: where the stream does not come, what is seen is seen all the same
  let isReady = false, seen = "";

  async function read() {
    const list = document.querySelector(".messages");
    if (!isReady || !list || document.hidden || "away" in list.closest("[data-scroll]").dataset) return;
    const revision = Math.max(0, ...[...list.querySelectorAll('[data-direction="incoming"]')].map(item => Number(item.dataset.revision)));
    const sight = `${list.id} ${revision}`;
    if (!revision || sight === seen) return;
    seen = sight;
    const headers = { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf-token"]').content };
    const answer = await fetch(list.dataset.reading, { method: "POST", headers, body: new URLSearchParams({ revision }), keepalive: true }).catch(() => null);
    if (!(answer && answer.ok) && seen === sight) seen = ""; // told again when the stream is back
  }

  function begin() {
    isReady = true;
    read();
  }

  document.addEventListener("live:caught-up", begin);
  setTimeout(begin, patience);
  for (const happened of ["log:opened", "log:moved", "htmx:after:swap", "visibilitychange"]) document.addEventListener(happened, read);
})();
