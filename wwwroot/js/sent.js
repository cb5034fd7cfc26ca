// What is sent stands in the log before the server has answered, as the message it is going to be. The message takes its place, whether the answer
// or the stream brings it (upsert.js), and what came back to the box goes away.
(() => {
  const sent = new Map(); // by key: words, and the address they went to

  const log = () => document.querySelector(".messages");
  const bubbleOf = (list, key) => [...list.children].find(entry => entry.dataset.key === key);

  document.addEventListener("composer:sent", ({ detail }) => {
    sent.set(detail.key, detail);
    show();
    document.dispatchEvent(new Event("log:end")); // whoever answers wants to see the answer
  });

  document.addEventListener("composer:returned", ({ detail: { key } }) => {
    sent.delete(key);
    const bubble = log() && bubbleOf(log(), key);
    if (bubble && "sending" in bubble.dataset) bubble.remove();
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (ctx.response?.status < 400 && ctx.request.body?.get) sent.delete(ctx.request.body.get("clientKey"));
  });

  // A log that was fetched again does not have what is on its way.
  for (const happened of ["log:opened", "htmx:after:swap"]) document.addEventListener(happened, show);

  function show() {
    const list = log();
    if (!list || places.isOpen(places.newerEdge(list))) return;
    for (const { key, words, address } of sent.values()) {
      if (address === list.dataset.replies && !bubbleOf(list, key)) list.insertBefore(newBubble(list, key, words), places.newerEdge(list));
    }
  }

  function newBubble(list, key, words) {
    const bubble = document.getElementById("sending").content.querySelector(".message").cloneNode(true);
    const last = places.placed(list).pop();
    bubble.id = `sending-${key}`;
    Object.assign(bubble.dataset, { key, sending: "", new: "", position: `${last ? last.dataset.position.split(" ")[0] : 0} ${Number.MAX_SAFE_INTEGER}` });
    bubble.querySelector(".message__text").textContent = words || "📎"; // files alone: they are shown when they are there
    bubble.querySelector("time").remove();
    return bubble;
  }
})();
