const PREFIX = 'parley.draft';
const keyOf = (userId: string, chatId: string) => `${PREFIX}.${userId}.${chatId}`;
const listeners = new Set<() => void>();
let isClosed = false;

/** The text a person left unsent in a chat; '' when there is none. */
export function readDraft(userId: string, chatId: string): string {
  try {
    return localStorage.getItem(keyOf(userId, chatId)) ?? '';
  } catch {
    return ''; // storage is switched off: drafts then last as long as the page
  }
}

export function writeDraft(userId: string, chatId: string, text: string): void {
  if (isClosed) return;
  try {
    if (text.trim()) localStorage.setItem(keyOf(userId, chatId), text);
    else localStorage.removeItem(keyOf(userId, chatId));
  } catch {
    return; // storage is off or full: the composer still holds the text
  }
  for (const listener of listeners) listener();
}

/** At sign-out: drops all of them and keeps no more, as the page still says goodbye to its fields. */
export function clearDrafts(userId: string): void {
  isClosed = true;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`${PREFIX}.${userId}.`)) localStorage.removeItem(key);
    }
  } catch {
    return; // storage is switched off: there is nothing to clear
  }
  for (const listener of listeners) listener();
}

/** Calls back when a draft changes in this tab or another one. */
export function subscribeDrafts(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key?.startsWith(PREFIX)) listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}
