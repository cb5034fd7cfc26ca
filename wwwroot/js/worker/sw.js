// The service worker, which /sw.js (Setup/Installable.cs) serves with what this version consists of in front: the files, by names that change with
// their content, and the page that says there is no connection. A cache per version; everything else, pages and the stream above all, is the network's.
const version = files.join(" ");

self.addEventListener("install", event => {
  event.waitUntil(caches.open(version).then(cache => cache.addAll(files.map(file => new Request(file, { credentials: "omit" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
    if (self.registration.navigationPreload) await self.registration.navigationPreload.enable(); // a page does not wait until the worker is awake
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === "/" || pathname === "/login" || pathname.startsWith("/admin")) event.respondWith(page(event));
  } else if (files.includes(pathname)) event.respondWith(file(request));
});

async function page({ request, preloadResponse }) {
  try {
    return (await preloadResponse) || (await fetch(request));
  } catch {
    return (await caches.match(offline)) || Response.error();
  }
}

const file = async request => (await caches.match(request)) || fetch(request);
