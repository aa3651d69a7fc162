import { directionOf, pickLocale, pickTimeZone, toIntlTag, toLocale } from './locale';

describe('pickLocale', () => {
  it("takes the person's own choice before the browser's", () => {
    expect(pickLocale('ar', 'fr-FR,fr;q=0.9')).toBe('ar');
  });

  it('takes the first language of the browser that we speak', () => {
    expect(pickLocale(undefined, 'de-DE,de;q=0.9,fr-CA;q=0.8,en;q=0.7')).toBe('fr');
  });

  it('falls back to English for anything else', () => {
    expect(pickLocale('xx', null)).toBe('en');
    expect(pickLocale('<script>', 'zz')).toBe('en');
  });
});

describe('pickTimeZone', () => {
  it('knows zones, written plainly or encoded', () => {
    expect(pickTimeZone('Africa%2FAlgiers')).toBe('Africa/Algiers');
  });

  it.each([undefined, '', 'Mars/Olympus', '%E0%A4%A'])('answers UTC to %p', (cookie) => {
    expect(pickTimeZone(cookie)).toBe('UTC');
  });
});

describe('Intl tags', () => {
  it('lead back to their locale and direction', () => {
    expect(toLocale(toIntlTag('ar'))).toBe('ar');
    expect(directionOf(toIntlTag('ar'))).toBe('rtl');
    expect(directionOf(toIntlTag('fr'))).toBe('ltr');
  });

  it('write Arabic times with Latin digits and a 24-hour clock', () => {
    const format = new Intl.DateTimeFormat(toIntlTag('ar'), { timeStyle: 'short', timeZone: 'UTC' });
    expect(format.format(new Date('2026-11-20T21:05:00Z'))).toBe('21:05');
  });
});
