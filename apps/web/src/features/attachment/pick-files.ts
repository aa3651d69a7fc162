import type { Limits } from '@app/contracts';
import { setTray } from './tray';

/** Looks at the files and puts them into the tray of the chat; the code for it comes with the first one. */
export async function pickFiles(chatId: string, files: readonly File[], limits: Limits): Promise<void> {
  if (files.length === 0) return;
  const part = await import('./add-to-tray').catch(() => null);
  if (part) return part.addToTray(chatId, files, limits);
  setTray(chatId, { refused: files.map(({ name }, index) => ({ key: `${index}`, name, reason: 'offline' })) });
}
