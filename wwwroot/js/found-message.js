// A conversation that was opened at a message shows which one it was, also after that message or the log was renewed; the result that led there says so.
(() => {
  function mark() {
    const around = document.querySelector(".messages[data-around]")?.dataset.around;
    const found = around && document.getElementById(`message-${around}`);
    if (found && !("found" in found.dataset)) {
      found.dataset.found = "";
      found.setAttribute("aria-current", "true");
      found.tabIndex = -1;
    }
    for (const link of document.querySelectorAll(".hit__link")) {
      const led = link.pathname === location.pathname && new URL(link.href).searchParams.get("around") === new URLSearchParams(location.search).get("around");
      if (led) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
  }

  for (const moment of ["DOMContentLoaded", "htmx:after:swap", "htmx:after:history:push"]) document.addEventListener(moment, mark);
})();
