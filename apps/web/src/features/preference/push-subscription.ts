import type { Rest } from '@app/client';

const WORKER = '/sw.js';

export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

/** How this browser stands. Asks the person nothing. */
export async function readPushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await currentSubscription()) && Notification.permission === 'granted' ? 'on' : 'off';
}

/** Only after a click: browsers show their question, and remember a no for ever. */
export async function startPush(rest: Pick<Rest, 'push'>): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return readPushState();
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const { publicKey } = await rest.push.key();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(publicKey) });
  const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = subscription.toJSON();
  await rest.push.subscribe({ endpoint, keys: { p256dh, auth } });
  return 'on';
}

/** What comes for one person must not be shown to the next. The server notices by itself, as it may not be asked any more. */
export async function leavePush(): Promise<void> {
  await (await currentSubscription())?.unsubscribe();
}

export async function endPush(rest: Pick<Rest, 'push'>): Promise<PushState> {
  const subscription = await currentSubscription();
  if (!subscription) return readPushState();
  await subscription.unsubscribe();
  await rest.push.unsubscribe(subscription.endpoint);
  return readPushState();
}

async function currentSubscription(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** base64url, as the key travels, to the bytes that Safari asks for. */
function toBytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
