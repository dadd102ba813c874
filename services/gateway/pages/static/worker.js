// What a device keeps for when it is out of reach: styles, scripts, a page that says so, and the outreach page without
// anybody's name. Pages that were asked for are never kept. VERSION and KEPT come from the gateway.
const OUTREACH = /^\/areas\/[\w-]+\/outreach\/offline$/;
const PATIENCE = 5000; // milliseconds for a network that hardly works

addEventListener("install", event => event.waitUntil(install()));
addEventListener("activate", event => event.waitUntil(takeOver()));
addEventListener("message", event => event.waitUntil(keep(event.data.keep, event.ports[0])));
addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(visit(event.request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(kept(event.request));
});

const nameless = address => new Request(address, {credentials: "omit", cache: "no-cache"});

async function install() {
  const cache = await caches.open(VERSION);
  await cache.addAll(KEPT.map(nameless));
  await Promise.allSettled((await outreachPages()).map(address => cache.add(nameless(address))));
  await skipWaiting();
}

async function outreachPages() {
  const caching = await Promise.all((await caches.keys()).map(name => caches.open(name)));
  const requests = (await Promise.all(caching.map(cache => cache.keys()))).flat();
  return [...new Set(requests.map(one => one.url))].filter(address => OUTREACH.test(new URL(address).pathname));
}

async function takeOver() {
  const old = (await caches.keys()).filter(name => name !== VERSION);
  await Promise.all(old.map(name => caches.delete(name)));
  await clients.claim();
}

async function keep(address, port) {
  if (!OUTREACH.test(new URL(address, location.origin).pathname)) return;
  const cache = await caches.open(VERSION), answer = await fetch(nameless(address)).catch(() => Response.error());
  if (!answer.ok) return;
  await cache.delete(address, {ignoreSearch: true}); // in another language
  await cache.put(address, answer);
  port.postMessage("kept");
}

async function kept(request) {
  return await caches.match(request) || fetch(request);
}

async function visit(request, url) {
  const page = await caches.match(`${url.pathname}/offline`, {ignoreSearch: true});
  try {
    const answer = await (page ? soon(fetch(request)) : fetch(request));
    return page && answer.status >= 500 ? page : answer;
  } catch {
    return page || await caches.match("/offline") || Response.error();
  }
}

function soon(answer) {
  return Promise.race([answer, new Promise((_, refuse) => setTimeout(refuse, PATIENCE))]);
}
