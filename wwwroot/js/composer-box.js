// The box one writes in: it grows with the text up to a limit, says how much is left near the end of what may be sent, and knows the key that sends:
// Enter, or Ctrl+Enter for those who chose so; never the Enter that ends a composition of an input method.
function measureBox(box) {
  const mostLines = 6;
  const near = [500, 250, 100, 0]; // units left: where the ear is told again

  grow();
  count();

  function grow() {
    box.rows = 1;
    if (!box.offsetParent) return;
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(box);
    const lines = Math.round((box.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight));
    box.rows = Math.max(1, Math.min(lines, mostLines)); // not a style: the content policy refuses those that htmx would copy
  }

  function count() {
    const left = Number(box.dataset.longest) - box.value.length;
    box.setCustomValidity(left < 0 ? box.dataset.tooLong : ""); // not cut off: half an answer would go out
    const shown = box.form.querySelector(".composer__count");
    const said = box.form.querySelector(".composer__counted");
    shown.hidden = left > near[0];
    shown.textContent = (left < 0 ? shown.dataset.over : shown.dataset.left).replace("{0}", Math.abs(left).toLocaleString(document.documentElement.lang));
    shown.toggleAttribute("data-full", left < 0);
    const stage = left < 0 ? "over" : String(near.filter(limit => left <= limit).length);
    if (said.dataset.stage === stage) return;
    said.dataset.stage = stage;
    said.textContent = shown.hidden ? "" : shown.textContent;
  }
}

document.addEventListener("keydown", event => {
  if (!event.target.matches(".composer__text") || event.key !== "Enter") return;
  if (event.isComposing || event.keyCode === 229) return; // 229: Safari ends a composition with an Enter of its own
  const withCtrl = document.querySelector(".console")?.dataset.send === "ctrl-enter";
  if (withCtrl ? !(event.ctrlKey || event.metaKey) : event.shiftKey) return;
  event.preventDefault();
  const { form, value } = event.target;
  if (value.trim() || form.querySelector("[name=media], [data-uploading]")) form.requestSubmit();
});

// What was hidden could not be measured; whoever chooses a form means to write in it.
document.addEventListener("change", event => {
  const mode = event.target.closest(".writing__mode");
  if (!mode) return;
  const box = [...mode.closest(".writing").querySelectorAll(".composer__text:enabled")].find(found => found.offsetParent);
  if (!box) return;
  measureBox(box);
  if (mode.matches(":hover")) box.focus(); // by keyboard one is still choosing
});
