import '@testing-library/jest-dom';
import type { Locale, ResponseBadgeDto } from '@app/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { renderInApp } from '@/testing/render-in-app';
import { fetchBadge } from './badge-cache';
import BadgeLine from './badge-line';
import ResponseBadge from './response-badge';

jest.mock('next/navigation', () => ({ usePathname: () => '/chats/c1', useRouter: () => ({}) }));

const HOUR_MS = 3_600_000;
const badge = (overrides: Partial<ResponseBadgeDto> = {}): ResponseBadgeDto => ({
  userId: 'ben',
  answeredPercent: 92,
  meanReplyMs: 90 * 60_000,
  threads: 12,
  ...overrides,
});

async function show(answer: () => Promise<ResponseBadgeDto>, locale: Locale = 'en') {
  const responseBadge = jest.fn(answer);
  await renderInApp(
    <>
      <header>
        <BadgeLine userId="ben" isAfter />
      </header>
      <main>
        <ResponseBadge userId="ben" />
      </main>
    </>,
    {
      locale,
      arrange: ({ parley }) => {
        parley.rest.users.responseBadge = responseBadge;
      },
    },
  );
  await waitFor(() => expect(responseBadge).toHaveBeenCalled());
  return responseBadge;
}

describe('the response badge', () => {
  it('tells in the details how often and how fast, in the header how fast, and asks once for both', async () => {
    const responseBadge = await show(async () => badge());
    await waitFor(() => expect(screen.getByRole('main')).toHaveTextContent('Answers 92% of new chats'));
    expect(screen.getByRole('main')).toHaveTextContent('Usually answers within 2 hours');
    expect(screen.getByRole('banner')).toHaveTextContent('· Usually answers within 2 hours');
    expect(within(screen.getByRole('banner')).getByText(/2 hrs/)).toBeInTheDocument();
    expect(responseBadge).toHaveBeenCalledTimes(1);
  });

  it.each([
    [5 * 60_000, 'en', 'Usually answers within minutes'],
    [HOUR_MS, 'en', 'Usually answers within an hour'],
    [50 * HOUR_MS, 'fr', 'Répond en général en 3 jours'],
    [2 * HOUR_MS, 'ar', 'يردّ عادةً خلال ساعتين'],
    [5 * HOUR_MS, 'ar', 'يردّ عادةً خلال 5 ساعات'],
  ] as const)('words %i ms in %s', async (meanReplyMs, locale, text) => {
    await show(async () => badge({ meanReplyMs }), locale);
    await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent(text));
  });

  it('says the truth about somebody who seldom answers, and praises nobody for it in the header', async () => {
    await show(async () => badge({ answeredPercent: 20 }));
    await waitFor(() => expect(screen.getByRole('main')).toHaveTextContent('Answers 20% of new chats'));
    expect(screen.getByRole('banner')).toBeEmptyDOMElement();
  });

  it.each([
    ['where too little is known', async () => badge({ answeredPercent: null, meanReplyMs: null, threads: 0 })],
    ['when it does not load', () => Promise.reject(new Error('offline'))],
  ])('says nothing %s', async (_when, answer) => {
    await show(answer);
    expect(screen.getByRole('main')).toBeEmptyDOMElement();
    expect(screen.getByRole('banner')).toBeEmptyDOMElement();
  });
});

describe('fetchBadge', () => {
  it('asks again after a fault, and after the server may know better', async () => {
    const responseBadge = jest.fn<Promise<ResponseBadgeDto>, [string]>().mockRejectedValueOnce(new Error('offline'));
    responseBadge.mockResolvedValue(badge());
    const users = { responseBadge } as unknown as Parameters<typeof fetchBadge>[0];
    await expect(fetchBadge(users, 'ben', 0)).rejects.toThrow('offline');
    await fetchBadge(users, 'ben', 1);
    await fetchBadge(users, 'ben', 299_999);
    expect(responseBadge).toHaveBeenCalledTimes(2);
    await fetchBadge(users, 'ben', 300_001);
    expect(responseBadge).toHaveBeenCalledTimes(3);
  });
});
