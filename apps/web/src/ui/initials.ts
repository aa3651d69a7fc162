const PALETTES = 6;
const ARABIC = /\p{Script=Arabic}/u;

/** Two letters at most. Arabic names take the first two letters of one word, as joined initials cannot be read. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  if (ARABIC.test(first)) return [...first].slice(0, 2).join('');
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** The same person keeps the same colour everywhere: 1 to 6. */
export function paletteOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (hash % PALETTES) + 1;
}
