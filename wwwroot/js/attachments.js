// What goes with an answer: chosen, taken by the camera, pasted or dropped, each file is uploaded at once and by itself, with its progress on a chip.
// The server's chips carry the fields that the composer sends. What was sent is gone from the box, and comes back with words that came back.
(() => {
  const box = () => document.getElementById("attachments");
  const sent = new Map(); // by the key of the answer: the chips that went with it
  const waiting = [];
  let isBusy = false;

  const mayAttach = () => box() && document.getElementById("composer")?.dataset.locked === "false";

  document.addEventListener("change", event => {
    if (!event.target.matches(".composer__attach input")) return;
    add(event.target.files);
    event.target.value = ""; // the same file may be chosen again
  });

  document.addEventListener("paste", event => {
    const files = event.clipboardData?.files;
    if (!files?.length || !mayAttach() || !event.target.closest?.("#composer, .conversation")) return;
    event.preventDefault();
    add(files);
  });

  const carriesFiles = event => [...(event.dataTransfer?.types || [])].includes("Files");
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) document.addEventListener(name, event => {
    if (!carriesFiles(event)) return;
    const over = event.target.closest?.(".conversation");
    event.preventDefault(); // beside the conversation too: the browser would open the file and leave the page
    const isOver = over && mayAttach() && (name === "dragenter" || name === "dragover");
    document.querySelector(".conversation")?.toggleAttribute("data-dropping", Boolean(isOver));
    if (name === "drop" && over && mayAttach()) add(event.dataTransfer.files);
  });

  function add(files) {
    for (const file of files) {
      const chip = document.getElementById("attaching-chip").content.firstElementChild.cloneNode(true);
      chip.querySelector("bdi").textContent = file.name;
      box().append(chip);
      waiting.push({ file, chip, url: box().dataset.source });
    }
    next();
  }

  function next() {
    const one = isBusy ? null : waiting.shift();
    if (!one) return;
    isBusy = true;
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("files", one.file);
    request.open("POST", one.url);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRF-TOKEN", document.querySelector("meta[name=csrf-token]").content);
    request.upload.onprogress = event => { if (event.lengthComputable) one.chip.querySelector("progress").value = event.loaded / event.total; };
    request.onloadend = () => {
      isBusy = false;
      settle(one, request);
      next();
    };
    one.chip.querySelector(".attachment__drop").addEventListener("click", () => request.abort());
    request.send(form);
  }

  function settle({ chip, url }, request) {
    const isOurs = request.getResponseHeader("X-Answered-By");
    if (request.status === 200 && isOurs) {
      if (box()?.dataset.source !== url) return; // another conversation is open: it has them when it is opened again
      const unfinished = [...box().querySelectorAll("[data-uploading], [data-failed]")].filter(other => other !== chip);
      box().innerHTML = request.responseText;
      box().append(...unfinished);
      htmx.process(box());
      changed();
      return;
    }
    const said = new DOMParser().parseFromString(request.responseText || "", "text/html").querySelector(".notice__text");
    delete chip.dataset.uploading;
    chip.dataset.failed = "";
    chip.querySelector(".attachment__size").textContent = (isOurs && said?.textContent) || box()?.dataset.failed || "";
    chip.querySelector("progress").remove();
  }

  document.addEventListener("click", event => {
    const drop = event.target.closest(".attachment__drop[type=button]");
    if (!drop) return;
    const chip = drop.closest(".attachment");
    waiting.splice(0, waiting.length, ...waiting.filter(one => one.chip !== chip));
    chip.remove();
  });

  // With files there need not be words (composer.js asks the same).
  function changed() {
    const text = document.getElementById("composer-text");
    if (text && box()) text.required = !box().querySelector("[name=media]");
  }
  for (const happened of ["htmx:after:swap", "log:opened"]) document.addEventListener(happened, changed);

  document.addEventListener("composer:sent", ({ detail: { key } }) => {
    const gone = [...box().querySelectorAll(".attachment:has([name=media])")];
    sent.set(key, gone);
    gone.forEach(chip => chip.remove());
    changed();
  });

  document.addEventListener("composer:returned", ({ detail: { key, address } }) => {
    if (box() && document.getElementById("composer").getAttribute("hx-post") === address) box().prepend(...(sent.get(key) || []));
    sent.delete(key);
    changed();
  });
})();
