import type { MessageGistDto } from '@app/contracts';
import { render, screen } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import arabic from '../../../messages/ar.json';
import english from '../../../messages/en.json';
import { useGistText } from './use-gist-text';

const gist = (part: Partial<MessageGistDto>): MessageGistDto => ({
  type: 'text',
  attachmentCount: 0,
  offer: null,
  ...part,
});
const offer = (step: 'offer' | 'counter' | 'accept') =>
  gist({ type: 'offer', offer: { step, amount: 4_800_000, currency: 'DZD' } });

function Text({ of, text }: { of: MessageGistDto; text: string }) {
  return <p>{useGistText()(of, text)}</p>;
}

function read(
  of: MessageGistDto,
  text = '',
  [locale, messages] = ['en-GB', english] as [string, typeof english],
): string {
  render(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <Text of={of} text={text} />
    </NextIntlClientProvider>,
  );
  return screen.getByRole('paragraph').textContent?.replace(/\u00a0/g, ' ') ?? '';
}

describe(useGistText.name, () => {
  it.each([
    [gist({}), 'Salam', 'Salam'],
    [gist({ type: 'image', attachmentCount: 1 }), '', 'Photo'],
    [gist({ type: 'image', attachmentCount: 3 }), 'Look', '3 photos · Look'],
    [gist({ type: 'file', attachmentCount: 1 }), '', 'File'],
    [gist({ type: 'voice', attachmentCount: 1 }), '', 'Voice note'],
    [offer('offer'), '', 'Offer: DZD 48,000'],
    [offer('counter'), 'Last price', 'Counter-offer: DZD 48,000 · Last price'],
    [offer('accept'), '', 'Accepted: DZD 48,000'],
  ])('words %j with "%s"', (of, text, expected) => {
    expect(read(of, text)).toBe(expected);
  });

  it('has the dual of Arabic', () => {
    expect(read(gist({ type: 'image', attachmentCount: 2 }), '', ['ar-DZ', arabic])).toBe('صورتان');
  });
});
