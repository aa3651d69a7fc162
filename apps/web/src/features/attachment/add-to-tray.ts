import { uuid } from '@app/client';
import { ATTACHMENT_MIME_TYPES, type Limits } from '@app/contracts';
import { withFittingSize } from './shrink-picture';
import { type Picked, type RefusedFile, setTray, trayOf } from './tray';

const TYPES: Readonly<Record<string, string>> = ATTACHMENT_MIME_TYPES;

/** Puts what can be sent into the chat's tray, and says of the others why not. */
export async function addToTray(chatId: string, files: readonly File[], limits: Limits): Promise<void> {
  setTray(chatId, { isBusy: true, refused: [] });
  const refused: RefusedFile[] = [];
  for (const file of files) {
    const isFull = trayOf(chatId).items.length >= limits.attachmentsPerMessageMax;
    const picked = isFull ? 'count' : await look(file, limits);
    if (typeof picked === 'string') refused.push({ key: uuid(), name: file.name, reason: picked });
    else setTray(chatId, { items: [...trayOf(chatId).items, picked] });
  }
  setTray(chatId, { isBusy: false, refused });
}

async function look(given: File, limits: Limits): Promise<Picked | RefusedFile['reason']> {
  const named = withEnding(given);
  if (!named) return 'type';
  if (named.size === 0) return 'empty';
  const fitting = await withFittingSize(named, limits);
  if (typeof fitting === 'string') return fitting;
  const { file, width, height } = fitting;
  // Read now: a phone may take a picked file away, and the upload may come much later.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return 'unreadable';
  const copy = new File([bytes], file.name, { type: file.type });
  return { key: uuid(), file: copy, isImage: width !== null, width, height };
}

/** The server goes by the ending of the name; what is pasted may have none. */
function withEnding(file: File): File | null {
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const type = TYPES[ending];
  if (type) return file.type === type ? file : new File([file], file.name, { type });
  const known = Object.keys(TYPES).find((name) => TYPES[name] === file.type);
  return known ? new File([file], `${file.name || 'file'}.${known}`, { type: file.type }) : null;
}
