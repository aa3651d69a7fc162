import { LOCALES } from '@app/contracts';
import { counted, EMAIL_TEXTS } from '../../../../api/src/notification/channel/email/email-text';
import { LETTER_WORDS } from './letter-words';

describe('the words of the previewed letter', () => {
  it.each(LOCALES)('are those of the letter that is sent: %s', (locale) => {
    const { greeting, intro, open, why, settings, unsubscribe } = EMAIL_TEXTS[locale];
    const ofOne = counted(intro, 1, locale);
    expect(LETTER_WORDS[locale]).toEqual({ greeting, intro: ofOne, open, why, settings, unsubscribe });
  });
});
