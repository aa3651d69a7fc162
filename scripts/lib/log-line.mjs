const PINO_WARN = 40;
const PINO_ERROR = 50;
const ALARMING = /⨯|⚠|\berror\b|\bwarn(ing)?\b/i;

/**
 * What of a part's output line a person at the terminal should see: warnings and errors in short, nothing of the rest
 * (the log file has all of it).
 * @returns {string | null}
 */
export function presentLine(line, stream) {
  if (line.trim() === '') return null;
  const entry = parsePino(line);
  if (entry) return entry.level >= PINO_WARN ? describe(entry) : null;
  return stream === 'stderr' || ALARMING.test(line) ? line : null;
}

function parsePino(line) {
  if (!line.startsWith('{')) return null;
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === 'number' ? entry : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function describe(entry) {
  const level = entry.level >= PINO_ERROR ? 'error' : 'warn';
  const cause = entry.err?.message && entry.err.message !== entry.msg ? `: ${entry.err.message}` : '';
  return `${level} ${entry.msg ?? ''}${cause}`;
}
