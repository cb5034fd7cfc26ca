// Tells the server that somebody looks at a conversation here (when it is opened, and every so often while the tab is seen), that they are typing,
// and that they leave. What is not told is forgotten there by itself.
(() => {
  const beat = 20000, breath = 3000; // ms between two words that one looks, that one types
  const page = [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  let viewing, typing = {};

  const here = () => document.querySelector(".company")?.dataset || {};
  const isLive = () => document.getElementById("connection")?.dataset.state === "live";

  function tell(method, address, facts) {
    const headers = { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf-token"]').content };
    const body = new URLSearchParams({ page, ...facts });
    const request = method === "POST" ? fetch(address, { method, headers, body, keepalive: true }) : fetch(`${address}?${body}`, { method, headers, keepalive: true });
    request.catch(() => {}); // told again at the next beat
  }

  function view() {
    const address = here().viewing;
    if (!address) leave();
    else if (!document.hidden && isLive()) tell("POST", viewing = address);
  }

  function leave() {
    if (viewing && isLive()) tell("DELETE", viewing);
    viewing = undefined;
  }

  function rest() {
    if (typing.address && isLive()) tell("DELETE", typing.address);
    typing = {};
  }

  document.addEventListener("htmx:after:swap", () => { if (here().viewing !== viewing) view(); });
  document.addEventListener("live:hello", view);
  document.addEventListener("visibilitychange", view);
  setInterval(view, beat);
  addEventListener("pagehide", leave);
  // Whoever signs out has left everywhere.
  document.addEventListener("submit", event => { if (event.target.getAttribute("action") === "/logout") viewing = undefined; });

  document.addEventListener("input", ({ target }) => {
    const address = here().typing;
    if (!address || !target.matches(".composer__text")) return;
    if (!target.value.trim()) { rest(); return; }
    if ((typing.address === address && Date.now() - typing.at < breath) || !isLive()) return;
    typing = { address, at: Date.now() };
    tell("POST", address, { answer: (target.form.getAttribute("hx-post") || "").endsWith("/replies") });
  });
  document.addEventListener("composer:sent", rest);
})();
