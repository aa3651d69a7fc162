const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The viewer's calendar day of an instant, as `2026-11-20`; right over changes of summer time. */
export function dayOf(instant: string | Date, timeZone: string): string {
  return formatterOf(timeZone).format(new Date(instant));
}

/** Whole calendar days from one day to another, both as `dayOf` gives them. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}
