// The open conversation: it stays at its end while the operator is there, keeps its place while older messages load above, and tells the server
// what was seen — only while somebody can see it.
(() => {
  const nearEnd = 60; // pixels
  let atEnd = true;
  let height = 0; // of the box, as last seen by the observer
  let seen = "";
  let before;

  const scroller = () => document.querySelector(".conversation__scroll");
  const log = () => document.querySelector(".messages");

  // The box gets smaller when the keyboard of a phone comes, the answer grows or a reason is shown: its end stays in sight.
  const sizes = new ResizeObserver(() => {
    height = scroller()?.clientHeight;
    if (atEnd) toEnd();
  });

  function toEnd() {
    const box = scroller();
    if (box) box.scrollTop = box.scrollHeight;
  }

  function opened() {
    const found = document.getElementById(`message-${log()?.dataset.around}`);
    atEnd = !found;
    sizes.disconnect();
    if (scroller()) sizes.observe(scroller());
    height = scroller()?.clientHeight;
    if (found) found.scrollIntoView({ block: "center" });
    else toEnd();
  }

  async function read() {
    const list = log();
    if (!list || document.hidden || !atEnd) return;
    const revision = Math.max(0, ...[...list.querySelectorAll('[data-direction="incoming"]')].map(item => Number(item.dataset.revision)));
    const sight = `${list.id} ${revision}`;
    if (!revision || sight === seen) return;
    seen = sight;
    const headers = { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf-token"]').content };
    const answer = await fetch(list.dataset.reading, { method: "POST", headers, body: new URLSearchParams({ revision }), keepalive: true }).catch(() => null);
    if (!(answer && answer.ok) && seen === sight) seen = ""; // told again when the stream is back
  }

  document.addEventListener("scroll", event => {
    const box = event.target;
    if (!box.matches || !box.matches(".conversation__scroll") || box.clientHeight !== height) return; // resized: nobody has scrolled
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
    read();
  }, true);

  // Whoever answers wants to see the answer.
  document.addEventListener("htmx:config:request", event => { if (event.target.id === "composer") atEnd = true; });

  document.addEventListener("htmx:before:swap", () => {
    const box = scroller();
    before = box && { box, fromEnd: box.scrollHeight - box.scrollTop };
  });

  document.addEventListener("htmx:after:swap", event => {
    const box = scroller();
    if (!box) return;
    const { request } = event.detail.ctx;
    if (!before || before.box !== box) opened();
    else if (request && /[?&]before=/.test(request.action)) box.scrollTop = box.scrollHeight - before.fromEnd;
    else if (atEnd) toEnd();
    read();
  });

  document.addEventListener("visibilitychange", read);
  document.addEventListener("live:hello", read);
  document.addEventListener("DOMContentLoaded", () => { opened(); read(); });
})();
