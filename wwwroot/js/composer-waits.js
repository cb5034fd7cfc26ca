// Sent while a file is still on its way to the server, an answer waits for it and then goes with it. It stays after all when a file does not come, or
// is taken off, and when one goes on writing.
(() => {
  const composer = () => document.getElementById("composer");
  const sentence = () => document.getElementById("composer-waits");
  const isUploading = () => composer().querySelector("[data-uploading]") !== null;
  const isWaiting = () => Boolean(sentence()?.textContent);
  const wait = isOn => { sentence().textContent = isOn ? sentence().dataset.said : ""; };

  // Before htmx hears of it.
  document.addEventListener("submit", event => {
    if (event.target !== composer() || !isUploading()) return;
    event.preventDefault();
    event.stopPropagation();
    wait(true);
  }, true);

  document.addEventListener("attachments:settled", ({ detail: { hasCome } }) => {
    if (!isWaiting() || (hasCome && isUploading())) return;
    wait(false);
    if (hasCome && composer().dataset.locked === "false") composer().requestSubmit();
  });

  document.addEventListener("input", event => { if (event.target.id === "composer-text" && isWaiting()) wait(false); });
})();
