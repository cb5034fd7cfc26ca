// Preferences and settings that were changed anywhere are true in every open page at once.
document.addEventListener("live:settings", ({ detail: { muted, ...wishes } }) => {
  Object.assign(document.querySelector(".console").dataset, wishes);
  if (muted === undefined) return;
  const { elements } = document.getElementById("mute");
  elements.muted.value = !muted;
  elements[1].setAttribute("aria-pressed", muted);
});
