/** The words of a letter as its reader finds them, out of the file as it is sent; null when it has none. */
export function plainTextOf(raw: string): string | null {
  const boundary = /boundary="?([^"\s;]+)/i.exec(raw)?.[1];
  const parts = boundary === undefined ? [raw] : raw.split(`--${boundary}`).slice(1);
  const part = parts.find((each) => /^content-type:\s*text\/plain/im.test(headOf(each)));
  if (part === undefined) return null;
  const body = part.slice(headOf(part).length).trim();
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(headOf(part))?.[1]?.toLowerCase();
  if (encoding === 'base64') return decodeUtf8([...atob(body.replace(/\s+/g, ''))].map(escapeByte).join(''));
  if (encoding !== 'quoted-printable') return body;
  const unfolded = body.replace(/=\r?\n/g, '').replaceAll('%', '%25');
  return decodeUtf8(unfolded.replace(/=([\dA-F]{2})/gi, '%$1'));
}

/** The lines before the first empty one. */
function headOf(part: string): string {
  return /^\s*[\s\S]*?(?=\r?\n\r?\n)/.exec(part)?.[0] ?? '';
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function decodeUtf8(escaped: string): string {
  return decodeURIComponent(escaped).replaceAll('\r\n', '\n');
}
