// Shows what was pushed to this browser while no page of ours is open, and leads to what it is about. Keeps nothing.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  if (!event.data) return;
  const { tag, title, body, url, lang, dir, isSilent } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      tag,
      body,
      lang,
      dir,
      silent: isSilent,
      // The newer one of a chat takes the older one's place, and may still be heard.
      renotify: !isSilent,
      icon: '/icon.svg',
      badge: '/icon.svg',
      data: { url },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(new URL(event.notification.data.url, self.location.origin)));
});

/** In a window of ours that is there, else in a new one. Addresses of others always get their own. */
async function show(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find((client) => client.url === url.href) ?? windows[0];
  if (!open || url.origin !== self.location.origin) return self.clients.openWindow(url.href);
  await open.focus();
  return open.url === url.href ? open : open.navigate(url.href);
}
