// A word in passing: new CustomEvent("toast", { detail: { text, href, message } }). It leaves by itself, but not while somebody points at it or is on it; what
// it says can be found in the list as well.
(() => {
  const stay = 8000; // ms
  const most = 3;
  const toasts = () => document.getElementById("toasts");

  document.addEventListener("toast", ({ detail: { text, href, message } }) => {
    const toast = document.createElement("div");
    toast.className = "toast";
    if (message) toast.dataset.message = message;
    toast.append(href ? link(text, href) : element("p", "toast__text", text), closer());
    for (const old of [...toasts().children].slice(0, 1 - most)) old.remove();
    for (const same of toasts().querySelectorAll(`[href="${CSS.escape(href || "")}"]`)) same.parentElement.remove();
    toasts().append(toast);
    htmx.process(toast);
    leaveLater(toast);
  });

  function link(text, href) {
    const opener = element("a", "toast__text toast__link", text);
    for (const [name, value] of Object.entries({ href, "hx-get": href, "hx-target": "#chat", "hx-swap": "innerHTML", "hx-sync": "#chat:replace", "hx-push-url": "true" })) opener.setAttribute(name, value);
    return opener;
  }

  function closer() {
    const button = element("button", "toast__close", "×");
    button.type = "button";
    button.setAttribute("aria-label", toasts().dataset.dismissLabel);
    button.addEventListener("click", () => button.parentElement.remove());
    return button;
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function leaveLater(toast) {
    let timer;
    const wait = () => { clearTimeout(timer); timer = setTimeout(() => (toast.matches(":hover, :focus-within") ? wait() : toast.remove()), stay); };
    wait();
  }

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) toasts().lastElementChild?.remove();
  });

  // What is open need not be told of.
  document.addEventListener("htmx:after:swap", () => {
    for (const told of toasts().querySelectorAll("a")) if (told.pathname === location.pathname) told.parentElement.remove();
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => { if (ctx.sourceElement.matches(".toast__link") && ctx.response?.status === 200) ctx.sourceElement.parentElement?.remove(); });
})();
