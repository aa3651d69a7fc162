import type { Locale } from '@app/contracts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as text, whatever is in it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A page or letter in the reader's language and direction; `body` is HTML already. */
export function htmlPage(title: string, body: string, locale: Locale): string {
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title></head>`,
    `<body dir="${direction}" style="margin:0;padding:24px 16px;background:#f6f4f0;color:#1e1c19;`,
    "font-family:system-ui,-apple-system,'Segoe UI','Noto Sans Arabic',Tahoma,sans-serif;font-size:15px;line-height:1.5\">",
    `<div style="max-width:560px;margin:0 auto">${body}</div></body></html>`,
  ].join('');
}
