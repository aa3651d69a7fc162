/** What matters of a key event; `keyCode` 229 is how Safari says that an input method still owns the key. */
export interface EnterPress {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Enter sends, Shift+Enter breaks the line; on touch Enter breaks it too. Ctrl or Cmd with Enter always sends. */
export function isSendKey(press: EnterPress, isTouch: boolean): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === 229) return false;
  if (press.ctrlKey || press.metaKey) return true;
  return !press.shiftKey && !isTouch;
}
