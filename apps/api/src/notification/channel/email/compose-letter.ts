import type { Locale, NotificationDto } from '@app/contracts';
import { type ChannelLine, lineOf } from '../channel-text';
import type { Occasion } from '../occasion';
import { counted, EMAIL_TEXTS } from './email-text';
import { escapeHtml, htmlPage } from './html';

/** One thing in a letter: the words, and where they lead. */
export interface LetterEntry {
  title: string;
  text: string;
  url: string;
}

export interface LetterFrame {
  locale: Locale;
  name: string;
  /** Null for readers without an account. */
  settingsUrl: string | null;
  unsubscribeUrl: string;
}

const BUTTON =
  'display:inline-block;padding:8px 16px;border-radius:8px;background:#0e5b57;color:#ffffff;text-decoration:none';
const CARD = 'background:#ffffff;color:#1e1c19;border-radius:12px;padding:16px;margin:0 0 12px';
const QUIET = 'color:#69645b;font-size:13px';

/** What an occasion looks like in a letter; `row` is what the bell says of it now. */
export function toEntry(occasion: Occasion, row: NotificationDto | null, url: string, locale: Locale): LetterEntry {
  const { title, text }: ChannelLine = lineOf(occasion, row, locale);
  const isSeveral = row !== null && row.type === 'message' && row.count > 1;
  const count = isSeveral ? `${counted(EMAIL_TEXTS[locale].messages, row.count, locale)}\n` : '';
  return { title, text: `${count}${text}`, url };
}

/** The letter in the reader's language: subject, plain text, and HTML in the reader's direction. */
export function composeLetter(
  entries: LetterEntry[],
  frame: LetterFrame,
): { subject: string; text: string; html: string } {
  const t = EMAIL_TEXTS[frame.locale];
  const [only] = entries;
  const subject = entries.length === 1 && only ? oneLine(only.title) : counted(t.subject, entries.length, frame.locale);
  const greeting = t.greeting.replace('{name}', () => oneLine(frame.name));
  const intro = counted(t.intro, entries.length, frame.locale);
  const why = frame.settingsUrl ? t.why : t.whyGuest;
  const ways = [
    ...(frame.settingsUrl ? [{ label: t.settings, url: frame.settingsUrl }] : []),
    { label: t.unsubscribe, url: frame.unsubscribeUrl },
  ];
  const text = [
    greeting,
    intro,
    ...entries.map(({ title, text: body, url }) => [title, body, url].filter((line) => line !== '').join('\n')),
    ['--', why, ...ways.map(({ label, url }) => `${label}: ${url}`)].join('\n'),
  ].join('\n\n');
  const html = htmlPage(
    subject,
    [
      `<p dir="auto">${escapeHtml(greeting)}</p><p>${escapeHtml(intro)}</p>`,
      ...entries.map((entry) => toCard(entry, t.open)),
      `<p style="${QUIET}">${escapeHtml(why)}<br>${ways.map(toAnchor).join(' · ')}</p>`,
    ].join(''),
    frame.locale,
  );
  return { subject, text, html };
}

function toAnchor({ label, url }: { label: string; url: string }): string {
  return `<a href="${escapeHtml(url)}" style="color:#0e5b57">${escapeHtml(label)}</a>`;
}

function toCard({ title, text, url }: LetterEntry, open: string): string {
  const lines = text === '' ? [] : text.split('\n');
  return [
    `<div style="${CARD}"><p dir="auto" style="margin:0 0 4px;font-weight:600">${escapeHtml(title)}</p>`,
    ...lines.map((line) => `<p dir="auto" style="margin:0 0 8px">${escapeHtml(line)}</p>`),
    `<a href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(open)}</a></div>`,
  ].join('');
}

/** Headers and greetings have one line, whatever was typed. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}
