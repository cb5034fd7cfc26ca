// A quote leads to what it quotes: if that stands in the log, without asking the server.
document.addEventListener("click", event => {
  const quoted = document.getElementById(event.target.closest("[data-goes-to]")?.dataset.goesTo);
  if (!quoted || quoted.hidden || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  event.stopPropagation();
  document.querySelectorAll(".messages > [data-found]").forEach(other => delete other.dataset.found);
  [quoted.dataset.found, quoted.tabIndex] = ["", -1];
  quoted.scrollIntoView({ block: "center" });
  quoted.focus({ preventScroll: true });
}, true);
