import type { Limits } from '@app/contracts';

/** Looks at the files and puts them into the tray of the chat; its code comes with the first one. */
export async function pickFiles(chatId: string, files: readonly File[], limits: Limits): Promise<void> {
  if (files.length === 0) return;
  const { addToTray } = await import('./add-to-tray');
  await addToTray(chatId, files, limits);
}
