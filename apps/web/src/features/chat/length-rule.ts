/** From this share of the limit on the counter is shown. */
const SHOW_FROM = 0.875;

export interface TextLength {
  used: number;
  max: number;
  isShown: boolean;
  isOver: boolean;
}

/** Counts as the server does, in code points; a text far below the limit is not counted at every key. */
export function measureText(text: string, max: number): TextLength {
  const used = text.length < max * SHOW_FROM ? text.length : [...text.trimEnd()].length;
  return { used, max, isShown: used >= max * SHOW_FROM, isOver: used > max };
}
