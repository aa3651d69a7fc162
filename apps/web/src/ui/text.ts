/** First-strong isolate around a name, so that it keeps its own direction inside a sentence of another one. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The part of a name people are called by. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
