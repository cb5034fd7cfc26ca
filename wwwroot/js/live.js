// One event stream per browser: the tab that holds the lock reads it and passes everything on; without locks each tab has its own. The stream
// comes back for ever: after a pause that grows, with chance in it, so that a thousand browsers do not return in the same instant.
(() => {
  const connection = document.getElementById("connection");
  if (!connection) return;

  const silence = 45000; // ms without even a ping: the server beats every 15 s
  const shortest = 500, longest = 30000; // ms between attempts
  const name = `live ${document.querySelector(".console")?.dataset.operator} ${document.documentElement.lang}`;
  const channel = new BroadcastChannel(name);
  const topics = ["alerts", "company", "settings", "ping"]; // what scripts are told as data
  let leads = false, over = false, stepDown, queueing, source, watchdog, retry, pause = shortest;

  // What every tab does, whoever reads the stream.
  function hear(message) {
    if (message.asks) { if (leads) answer({ state: connection.dataset.state, hello: connection.dataset.state === "live" }); return; }
    if (message.over) { end(); return; }
    if (message.hello && over) begin(); // signed in again in another tab
    if (message.language && message.language !== document.documentElement.lang) { location.reload(); return; }
    if (message.state) show(message.state);
    for (const topic of ["hello", "html", ...topics]) if (message[topic]) dispatch(topic, message[topic]);
    if (!leads) watch();
  }

  const show = state => { connection.dataset.state = state; };
  const tell = message => { channel.postMessage(message); };
  const dispatch = (what, detail) => document.dispatchEvent(new CustomEvent(`live:${what}`, { detail }));
  const answer = known => { dispatch("asked", known); tell(known); }; // scripts add what a tab that comes late should know
  const both = message => { hear(message); tell(message); };
  channel.onmessage = event => hear(event.data);

  function connect() {
    clearTimeout(retry);
    source = new EventSource("/live");
    source.addEventListener("hello", () => { pause = shortest; watch(); both({ state: "live", hello: true }); });
    source.addEventListener("language", event => { both({ language: event.data }); });
    source.addEventListener("crowded", () => { pause = longest; again(); });
    for (const topic of topics) source.addEventListener(topic, event => { watch(); both({ state: "live", [topic]: JSON.parse(event.data) }); });
    source.onmessage = event => { watch(); both({ html: event.data }); };
    source.onerror = again;
    watch();
  }

  function again() {
    source.close();
    for (const timer of [watchdog, retry]) clearTimeout(timer);
    both({ state: navigator.onLine ? "reconnecting" : "offline" });
    retry = setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, longest);
    askWhetherOver();
  }

  // A stream cannot say why it was refused; this can.
  async function askWhetherOver() {
    const answer = await fetch("/live/session", { cache: "no-store" }).catch(() => null);
    if (answer && answer.status === 401) both({ over: true });
  }

  // The leader reconnects when all is silent; another tab takes the lock from a leader that the browser has put to sleep.
  function watch() {
    clearTimeout(watchdog);
    if (!over) watchdog = setTimeout(leads ? again : takeOver, silence + (leads ? 0 : Math.random() * 5000));
  }

  function lead(options) {
    if (!navigator.locks) { leads = true; connect(); return; }
    navigator.locks.request(name, options, () => { leads = true; connect(); return new Promise(done => { stepDown = done; }); })
      .catch(() => { if (over || !leads) return; leads = false; clearTimeout(retry); source.close(); begin(); }); // stolen: back in line
  }

  function takeOver() {
    queueing.abort();
    lead({ steal: true });
  }

  function begin() {
    over = false;
    document.getElementById("signed-out").hidden = true;
    queueing = new AbortController();
    lead({ signal: queueing.signal });
    if (navigator.locks) watch();
  }

  function end() {
    [over, leads] = [true, false];
    for (const timer of [watchdog, retry]) clearTimeout(timer);
    source?.close();
    stepDown?.();
    queueing.abort();
    show("offline");
    document.getElementById("signed-out").hidden = false;
  }

  addEventListener("online", () => { if (leads) { pause = shortest; again(); } });
  // What was still on its way does not prove that the connection lives; another hello does.
  addEventListener("offline", () => { if (leads) again(); else show("offline"); });
  begin();
  tell({ asks: true });
})();
