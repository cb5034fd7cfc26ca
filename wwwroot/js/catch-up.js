// After any gap the page asks what it missed: the list (unless it still looks the same) and the open conversation from the revision up to which
// it has everything. "live:hello" says that from here on nothing is missed; what happens meanwhile waits for the answers, or an older answer would
// cover it. It asks until it has been answered.
(() => {
  const longest = 30000; // ms between attempts
  const patience = 15000; // ms for one
  const pageSize = 50, mostRows = 500; // of the list: whoever had loaded more keeps it
  const longestHand = 10000; // ms after which the list is renewed even under a hand
  let done = Promise.resolve(), waiting;

  document.addEventListener("live:hello", () => {
    done = done.then(catchUp, catchUp);
    done.then(tell, tell);
    hold(done);
  });

  const hold = promise => { document.dispatchEvent(new CustomEvent("live:hold", { detail: promise })); };

  const tell = () => { document.dispatchEvent(new Event("live:caught-up")); };

  const catchUp = () => Promise.all([renewList(), renewConversation()]);

  async function renewList(wait = longestHand) {
    const list = document.getElementById("conversations");
    if (!list) return;
    const rows = list.querySelectorAll(".row").length;
    const count = rows > pageSize ? `&count=${Math.min(rows, mostRows)}` : "";
    const text = await ask(`${list.dataset.source}&version=${list.dataset.version}${count}`);
    if (!text || !list.isConnected) return;
    if (listHand.isBusy() && wait > 0) renewListLater(wait);
    else await htmx.swap({ text, target: list, sourceElement: list, swap: "outerMorph" });
  }

  // Nothing moves under a hand. What is asked again once it rests is the list as it is by then; until then news goes on.
  function renewListLater(wait, moment = 500) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (listHand.isBusy() && wait > moment) renewListLater(wait - moment);
      else hold(renewList(wait - moment));
    }, moment);
  }

  async function renewConversation() {
    const log = document.querySelector(".messages");
    const floor = log && document.getElementById(log.id.replace("messages", "floor"));
    if (!floor) return;
    const text = await ask(`${log.dataset.source}?since=${floor.value}${whereAway(log)}`);
    if (text && log.isConnected) await htmx.swap({ text, target: log, sourceElement: log, swap: "none" });
  }

  // Whoever is not at the end is not to be taken there, were there ever so much to tell.
  function whereAway(log) {
    const box = log.closest("[data-scroll][data-away]");
    const sight = box && box.getBoundingClientRect();
    const first = box && [...log.querySelectorAll(":scope > [id^=message-]")].find(entry => entry.getBoundingClientRect().bottom > sight.top);
    return first ? `&around=${first.id.slice("message-".length)}` : "";
  }

  // The new state, or nothing when there is none or the server will not say.
  async function ask(url) {
    for (let pause = 500; ; pause = Math.min(pause * 2, longest)) {
      const answer = await tryOnce(url);
      if (answer !== null) return answer;
      await new Promise(resume => setTimeout(resume, pause * (0.5 + Math.random())));
    }
  }

  // An answer that hangs or breaks off is none.
  async function tryOnce(url) {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), patience);
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" }, cache: "no-store", signal: end.signal });
      if (answer.status === 200) return await answer.text();
      return answer.status < 500 && answer.status !== 429 ? "" : null;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
})();
