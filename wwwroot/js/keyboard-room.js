// The keyboard of a phone takes room from the page (interactive-widget in the viewport). Where a browser lays the keyboard over the page instead, the
// window is made as high as what can be seen (--seen), so that the box one types into stays above the keyboard. Zooming in changes nothing.
(() => {
  const seen = window.visualViewport;
  if (!seen) return;

  seen.addEventListener("resize", () => {
    const height = Math.round(seen.height * seen.scale);
    if (height >= innerHeight - 1) { document.documentElement.style.removeProperty("--seen"); return; }
    document.documentElement.style.setProperty("--seen", `${height}px`);
    scrollTo(0, 0); // the browser had pushed the page up to show the box
  });
})();
