// What the stream alerts of. It sounds in one tab of the browser, and in none while somebody looks at the conversation it is about; that a customer
// waits is sounded again until nobody does. Where something concerns the operator and they look elsewhere, a toast says so.
(() => {
  const held = 3000; // ms for which an alert is taken: no tab hears it later than that
  const breath = 1000; // ms between two sounds of a kind
  const most = 500; // ids remembered
  const heard = new Set();
  let queuedAt = 0, repeating = false;

  const wishes = () => document.querySelector(".console").dataset;
  const isMe = id => id === Number(wishes().operator);
  const isOpen = id => document.querySelector(`.conversation[data-conversation="${id}"]`) !== null;
  const isLookedAt = id => isOpen(id) && !document.hidden && document.hasFocus();
  const isLive = () => document.getElementById("connection").dataset.state === "live";
  const isWanted = kind => wishes().sounds.split(" ").includes(kind) && !document.querySelector('#mute [aria-pressed="true"]');
  const pause = ms => new Promise(resume => setTimeout(resume, ms));

  document.addEventListener("live:alerts", ({ detail: alerts }) => {
    for (const alert of alerts) if (isNew(alert)) hear(alert);
  });
  document.addEventListener("sound:ready", repeat);

  function isNew({ id }) {
    if (heard.has(id)) return false;
    if (heard.size > most) heard.clear();
    heard.add(id);
    return true;
  }

  function hear(alert) {
    const kind = soundOf(alert);
    if (kind === "queue") queuedAt = Date.now();
    if (kind) ring(kind, alert);
    if (kind === "queue") repeat();
    if (kind === "mine" && !document.hidden && !isOpen(alert.conversationId)) show(alert);
  }

  const soundOf = ({ kind, ownerId, forId }) => ({ queue: "queue", message: isMe(ownerId) ? "mine" : "others", mention: isMe(forId) && "mine", transfer: isMe(forId) && "mine" })[kind];

  // Whoever looks at the conversation takes the alert and keeps silent; then a tab that is seen, then any that may sound.
  async function ring(kind, { id, conversationId }) {
    const silent = kind !== "queue" && isLookedAt(conversationId);
    if (!silent) await pause(document.hidden ? 300 : 100);
    if (silent || (sound.isReady && isWanted(kind))) once(`alert ${id}`, held, () => silent || play(kind));
  }

  const play = kind => once(`sound ${kind}`, breath, () => sound.play(kind, wishes().volume));

  // Done by the tab that comes first; without locks, by one that is seen.
  async function once(name, kept, act) {
    if (!navigator.locks) { if (!document.hidden) act(); return; }
    await navigator.locks.request(name, { ifAvailable: true }, async lock => {
      if (!lock) return;
      await act();
      await pause(kept);
    });
  }

  // One tab at a time repeats; when it is closed, the next goes on.
  async function repeat() {
    if (!queuedAt || repeating || !sound.isReady || !navigator.locks) return;
    repeating = true;
    await navigator.locks.request("queue sound", async () => {
      while (Number(wishes().repeat)) {
        await due(); // before it looks: an alert may come a moment earlier than the row and the count
        if (!isWaiting()) break;
        if (isLive() && isWanted("queue")) play("queue");
        queuedAt = Date.now();
      }
    });
    repeating = false;
  }

  function isWaiting() {
    const tab = document.getElementById("count-waiting");
    return tab ? tab.dataset.count !== "0" : document.querySelector('.row[data-status="waiting"]') !== null;
  }

  // A browser slows down the clock of a tab that is not seen, but not the stream.
  const due = () => new Promise(resume => {
    const timer = setInterval(look, 1000);
    document.addEventListener("live:ping", look);
    function look() {
      if (isWaiting() && Date.now() < queuedAt + wishes().repeat * 1000) return;
      clearInterval(timer);
      document.removeEventListener("live:ping", look);
      resume();
    }
  });

  function show({ kind, id, conversationId, customer, by, text }) {
    const says = document.getElementById("toasts").dataset;
    const name = customer || says.unknown;
    const [words, ...facts] = kind !== "message" ? [says[kind], by, name] : text ? [says.words, name, text] : [says.message, name];
    const detail = { text: words.replace(/\{(\d)\}/g, (_, place) => facts[place]), href: `${says.source}/${conversationId}`, message: kind === "message" && id.slice("message-".length) };
    document.dispatchEvent(new CustomEvent("toast", { detail }));
  }
})();
