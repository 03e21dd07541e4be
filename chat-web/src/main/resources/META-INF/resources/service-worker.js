"use strict";

// Keeps the page on the device: whatever happens to the server or the network, it opens.
//
// Each version of the page has a cache of its own, filled as a whole or not at all; a page that was
// opened with one version gets all its files from that one, however many newer ones came meanwhile.
// What people say, do and send (/api, /ws, /files) does not pass through here.

// The server puts in what the page is made of: {"version": "…", "files": {"main.js": "sha256-…"},
// "later": {…}}; the files under "later" are kept when they are first used.
// Where nobody does, on a plain web server or while the page is being worked on, nothing is kept.
const SHELL = { version: "", files: {}, later: {} };

/** Servers below other paths of this origin have caches of their own. */
const FOLDER = new URL("./", location.href).pathname;
const PREFIX = FOLDER === "/" ? "chat-shell " : `chat-shell ${FOLDER} `;
const OWN = PREFIX + SHELL.version;
/** Which version each open page was opened with, under its client id. */
const PAGES = FOLDER === "/" ? "chat-pages" : `chat-pages ${FOLDER}`;
/** A page that is still on its way is not in the list of those that are open. */
const ON_ITS_WAY_MS = 10_000;

const versions = new Map();

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("fetch", (event) => {
  if (SHELL.version === "") return;
  const name = nameOf(event.request);
  if (name === null) return;
  if (event.request.mode !== "navigate") event.respondWith(file(event, name));
  else if (name === "" || name === "index.html") event.respondWith(page(event));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lookAt(event.notification.data.room));
});

/** Any file that is not the one that was announced, of a server replaced under way say, fails it. */
async function install() {
  if (SHELL.version !== "") {
    const cache = await caches.open(OWN);
    const fetching = Object.entries(SHELL.files).map(async ([name, integrity]) => {
      const response = await fetch(name, { cache: "no-cache", integrity });
      if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
      await cache.put(name, response);
    });
    await Promise.all(fetching);
  }
  await skipWaiting();
}

/** The name of a file below the page's own address; null for whatever is none of its files. */
function nameOf({ method, url }) {
  const { origin, pathname } = new URL(url);
  const base = new URL(registration.scope).pathname;
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(base)) return null;
  const name = pathname.slice(base.length);
  return /^(?:api|ws|files|healthz)(?:\/|$)/.test(name) ? null : name;
}

async function page(event) {
  const mark = JSON.stringify({ version: SHELL.version, at: Date.now() });
  const pages = await caches.open(PAGES);
  await pages.put(`pages/${event.resultingClientId}`, new Response(mark));
  versions.set(event.resultingClientId, SHELL.version);
  event.waitUntil(tidy());
  return (await caches.match("index.html", { cacheName: OWN, ignoreVary: true })) ?? fetch(event.request);
}

async function file(event, name) {
  const version = await versionOf(event.clientId);
  const kept = await caches.match(name, { cacheName: PREFIX + version, ignoreVary: true });
  if (kept !== undefined) return kept;
  return version === SHELL.version && Object.hasOwn(SHELL.later, name)
    ? later(event, name)
    : fetch(event.request);
}

/** A file that is kept from its first use on. A server replaced since has another: that is not kept. */
async function later(event, name) {
  const response = await fetch(name, { cache: "no-cache", integrity: SHELL.later[name] }).catch(
    () => null,
  );
  if (response === null || !response.ok) return fetch(event.request);
  const copy = response.clone();
  event.waitUntil(caches.open(OWN).then((cache) => cache.put(name, copy)));
  return response;
}

async function versionOf(clientId) {
  if (!versions.has(clientId)) {
    const mark = await caches.match(`pages/${clientId}`, { cacheName: PAGES });
    versions.set(clientId, mark === undefined ? SHELL.version : (await mark.json()).version);
  }
  return versions.get(clientId);
}

async function lookAt(room) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find(({ url }) => url.startsWith(registration.scope));
  if (open === undefined) {
    await clients.openWindow(`./?${new URLSearchParams({ room })}`);
    return;
  }
  open.postMessage({ room });
  await open.focus();
}

/** Whether a cache holds a version of this page, not of one below another path. */
function isVersion(cache) {
  return cache.startsWith(PREFIX) && !cache.slice(PREFIX.length).includes(" ");
}

/** Removes the versions that no page uses any more. */
async function tidy() {
  const open = await clients.matchAll({ includeUncontrolled: true });
  const ids = new Set(open.map(({ id }) => id));
  const used = new Set([OWN]);
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const { version, at } = await (await pages.match(request)).json();
    const id = request.url.slice(request.url.lastIndexOf("/") + 1);
    if (ids.has(id) || Date.now() - at < ON_ITS_WAY_MS) used.add(PREFIX + version);
    else {
      await pages.delete(request);
      versions.delete(id);
    }
  }
  for (const name of await caches.keys())
    if (isVersion(name) && !used.has(name)) await caches.delete(name);
}
