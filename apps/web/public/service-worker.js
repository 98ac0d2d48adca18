// Keeps the page and its files for when there is no network, shows notifications that come by push, and opens what they
// are about. It holds nothing of what people read: answers of the server are never kept. Written for Chrome 88 and later.

const kept = 'guiju-shell-1';
const mostFiles = 2_000;
const patienceMs = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(kept)
      .then((cache) => cache.add(new Request('/', { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name)))),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(pageOf(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request));
});

/** The page from the server, whatever its address; the kept one where there is none in time. */
async function pageOf(request) {
  const cache = await caches.open(kept);
  const old = await cache.match('/');
  const fresh = fetch(request).then(async (answer) => {
    // With its policy: the nonce in the page is the one in its headers.
    if (answer.ok && (answer.headers.get('content-type') || '').startsWith('text/html')) {
      await cache.put('/', answer.clone());
    }
    return answer;
  });
  if (!old) return fresh;
  fresh.catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(() => resolve(old), patienceMs));
  return Promise.race([fresh, late]).catch(() => old);
}

// The page is there and has time: what else belongs to this version.
self.addEventListener('message', (event) => {
  if (event.data && event.data.type === 'keepAll') event.waitUntil(keepAll());
});

/** Keeps every file of this version, one after the other, so that each screen opens without a network. */
async function keepAll() {
  try {
    const listed = Object.values(await (await fetch('/files.json')).json());
    const files = new Set(listed.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
    const cache = await caches.open(kept);
    for (const file of files) {
      if (!(await cache.match(`/${file}`))) await cache.add(`/${file}`);
    }
  } catch {
    // No network, or no room: the next page asks again.
  }
}

/** A file with its content in its name never changes. */
async function fileOf(request) {
  const cache = await caches.open(kept);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith('/assets/'));
    // The oldest first: those of versions before.
    await Promise.all(files.slice(0, Math.max(0, files.length - mostFiles)).map((file) => cache.delete(file)));
  }
  return answer;
}

self.addEventListener('push', (event) => {
  let told;
  try {
    told = event.data.json();
  } catch {
    return;
  }
  event.waitUntil(Promise.all([show(told), acknowledge(told.noticeIds)]));
});

/** Where somebody looks at the app, the app itself says it. */
async function show({ tag, title, body, link, urgent }) {
  const windows = await self.clients.matchAll({ type: 'window' });
  if (windows.some((client) => client.focused)) return;
  await self.registration.showNotification(String(title), {
    body: String(body || ''),
    tag: String(tag),
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    requireInteraction: urgent === true,
    data: { link },
  });
}

/** This device has it: that is what “delivered” means. Without a session there is nobody to say it for. */
async function acknowledge(noticeIds) {
  if (!Array.isArray(noticeIds) || noticeIds.length === 0) return;
  await send('notifications.acknowledge', { noticeIds, via: 'push' });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const asked = String(event.notification.data?.link || '');
  // Inside the app or nowhere.
  const link = /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : '/notifications';
  event.waitUntil(open(link));
});

async function open(link) {
  const windows = await self.clients.matchAll({ type: 'window' });
  const [first] = windows.filter((client) => client.visibilityState === 'visible').concat(windows);
  if (!first) return self.clients.openWindow(link);
  first.postMessage({ type: 'open', link });
  return first.focus();
}

// The push service gave this browser another address.
self.addEventListener('pushsubscriptionchange', (event) => {
  const old = event.oldSubscription;
  if (!old) return;
  event.waitUntil(
    self.registration.pushManager.subscribe(old.options).then((made) => {
      const { endpoint, keys } = made.toJSON();
      return send('notifications.subscribePush', { endpoint, p256dh: keys.p256dh, auth: keys.auth, name: '' });
    }),
  );
});

/** Sends one command as whoever is signed in here; what comes of it doesn't matter to a worker. */
async function send(operation, input) {
  try {
    await fetch(`/api/v1/${operation}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'guiju-command-id': newId() },
      body: JSON.stringify(input),
    });
  } catch {
    // Without a network the app confirms it when it is opened.
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
