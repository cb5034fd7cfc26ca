// The files of the console are kept by a service worker (js/worker/sw.js): it opens at once, and says so when there is no connection.
if (navigator.serviceWorker) addEventListener("load", () => { navigator.serviceWorker.register("/sw.js").catch(() => {}); });
