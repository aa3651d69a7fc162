import type { NotificationDto, Role } from '@app/contracts';
import { linkOf } from '@/features/notification/notification-link';
import { readPushState } from '@/features/preference/push-subscription';

/** What it says, in the reader's language. */
export interface NoticeWords {
  title: string;
  body: string;
  lang: string;
  dir: 'ltr' | 'rtl';
}

/** Where push is on, the server has it shown; where nobody allowed it, nothing may be. */
export async function maySystemNotice(): Promise<boolean> {
  if (!('serviceWorker' in navigator && 'Notification' in window) || Notification.permission !== 'granted')
    return false;
  return (await readPushState()) !== 'on';
}

/** By the worker that shows pushes, with the same tag: one of a chat, and a click leads to it. */
export async function showSystemNotice(row: NotificationDto, role: Role, words: NoticeWords): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  // The first time the worker has to start before it can show anything.
  const registration = await navigator.serviceWorker.ready;
  const { title, ...said } = words;
  await registration.showNotification(title, {
    ...said,
    tag: row.groupKey.replace(/^mention:/, 'chat:'),
    // The sound is ours.
    silent: true,
    icon: '/icon.svg',
    badge: '/icon.svg',
    data: { url: linkOf(row, role) ?? '/notifications' },
  });
}
