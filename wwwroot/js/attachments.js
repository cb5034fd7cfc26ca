// What goes with an answer: each file is uploaded at once and by itself, with its progress on a chip. The server's chips carry the fields that the
// composer sends. What was sent is gone from the box, and comes back with words that came back. Others hear "attachments:settled" of each upload.
const Attachments = (() => {
  const box = () => document.getElementById("attachments");
  const unfinished = () => [...box().querySelectorAll("[data-uploading], [data-failed]")];
  const sent = new Map(); // by the key of the answer: the chips that went with it
  const waiting = [];
  let isBusy = false;

  function add(files) {
    for (const file of files) {
      const chip = document.getElementById("attaching-chip").content.firstElementChild.cloneNode(true);
      const one = { file, chip, url: box().dataset.source };
      chip.querySelector("bdi").textContent = file.name;
      chip.querySelector(".attachment__again").addEventListener("click", () => enqueue(one));
      box().append(chip);
      enqueue(one);
    }
  }

  function enqueue(one) {
    mark(one.chip, "uploading", "");
    one.chip.querySelector("progress").removeAttribute("value");
    one.chip.scrollIntoView({ block: "nearest" });
    waiting.push(one);
    changed();
    next();
  }

  function mark(chip, state, words) {
    for (const known of ["uploading", "failed"]) chip.toggleAttribute(`data-${known}`, known === state);
    chip.querySelector(".attachment__size").textContent = words;
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
    one.abort = () => request.abort();
    one.chip.querySelector(".attachment__drop").addEventListener("click", one.abort, { once: true });
    request.send(form);
  }

  function settle({ chip, url, abort }, request) {
    const isOurs = request.getResponseHeader("X-Answered-By");
    const hasCome = request.status === 200 && Boolean(isOurs);
    chip.querySelector(".attachment__drop").removeEventListener("click", abort);
    if (hasCome) {
      if (box()?.dataset.source !== url) return; // another conversation is open: it has them when it is opened again
      chip.remove();
      show(request.responseText);
    } else {
      const said = new DOMParser().parseFromString(request.responseText || "", "text/html").querySelector(".notice__text");
      mark(chip, "failed", (isOurs && said?.textContent) || box()?.dataset.failed || "");
      chip.querySelector(".attachment__again").hidden = [413, 422].includes(request.status); // the same file would be refused again
    }
    changed();
    document.dispatchEvent(new CustomEvent("attachments:settled", { detail: { hasCome } }));
  }

  function show(html) {
    const kept = unfinished();
    box().innerHTML = html;
    box().append(...kept);
    htmx.process(box());
    changed();
  }

  document.addEventListener("click", event => {
    const drop = event.target.closest(".attachment__drop[type=button]");
    if (!drop) return;
    const chip = drop.closest(".attachment");
    waiting.splice(0, waiting.length, ...waiting.filter(one => one.chip !== chip));
    chip.remove();
    changed();
    document.dispatchEvent(new CustomEvent("attachments:settled", { detail: { hasCome: false } }));
  });

  // With files there need not be words (composer.js asks the same).
  function changed() {
    const text = document.getElementById("composer-text");
    if (text && box()) text.required = !box().querySelector("[name=media], [data-uploading]");
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

  return { add, show };
})();
