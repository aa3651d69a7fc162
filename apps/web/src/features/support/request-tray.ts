import type { Rest } from '@app/client';
import { trayOf } from '@/features/attachment/tray';

/** Where the files of a request wait: it has no chat yet. */
export const REQUEST_TRAY = 'new-request';

/** Uploads what was picked and answers its ids. A repeat answers what the first one stored. */
export async function uploadPicked(rest: Rest): Promise<string[]> {
  const ids: string[] = [];
  // One after the other: a poor network carries one at a time, and a retry goes on where it stopped
  for (const { key, file } of trayOf(REQUEST_TRAY).items) {
    ids.push((await rest.attachments.upload({ uploadId: key }, file)).id);
  }
  return ids;
}
