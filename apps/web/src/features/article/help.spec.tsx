import '@testing-library/jest-dom';
import type { ArticleDto, ArticleHitDto } from '@app/contracts';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { ArticleScreen } from './article-screen';
import { HelpScreen } from './help-screen';
import SuggestedArticles from './suggested-articles';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  useSearchParams: () => new URLSearchParams(window.location.search),
}));

const hit: ArticleHitDto = {
  id: 'a1',
  category: 'booking',
  language: 'ar',
  title: 'كيف يتم استرجاع المبلغ',
  snippet: { text: 'يُعاد العُربون خلال خمسة أيام', ranges: [[7, 9]] },
};
const article: ArticleDto = {
  id: 'a1',
  category: 'booking',
  state: 'published',
  language: 'ar',
  text: { title: hit.title, body: 'يُعاد العُربون:\n- أولًا\n- ثانيًا\n\n<b>نص</b>' },
  variants: null,
  helpful: null,
  isHelpfulToMe: null,
  updatedAt: '2026-01-01T09:00:00.000Z',
};

let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  jest.useFakeTimers();
  window.history.replaceState(null, '', '/help');
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});
afterEach(() => jest.useRealTimers());

/** The moment after which what was typed is asked for. */
async function pause() {
  await settleApp();
  act(() => jest.advanceTimersByTime(1_000));
  await settleApp();
}

describe(HelpScreen.name, () => {
  const asked: string[] = [];
  const show = (items: ArticleHitDto[] = [hit]) =>
    renderInApp(<HelpScreen />, {
      arrange: ({ network }) =>
        void network.routes.set('GET articles', (_, search) => {
          asked.push(search.toString());
          return { items, nextCursor: null };
        }),
    });
  beforeEach(() => void asked.splice(0));

  it('lists articles in their own language, and finds by words and subject', async () => {
    await show();
    await pause();
    const row = within(screen.getByRole('list', { name: 'Articles' })).getByRole('link');
    expect(row).toHaveAttribute('href', '/help/a1?lang=ar');
    expect(within(row).getByText(hit.title)).toHaveAttribute('lang', 'ar');
    expect(row).toHaveTextContent('Booking');
    await user.type(screen.getByRole('searchbox'), 'عربون');
    await pause();
    await user.click(screen.getByRole('radio', { name: 'Booking' }));
    await pause();
    expect(asked[0]).toBe('locale=en');
    expect(asked.at(-1)).toBe(new URLSearchParams({ query: 'عربون', category: 'booking', locale: 'en' }).toString());
    expect(new URLSearchParams(window.location.search).get('q')).toBe('عربون');
    expect(screen.getByText('1 article found')).toBeInTheDocument();
  });

  it('begins with what the address says, and says when nothing was found', async () => {
    window.history.replaceState(null, '', '/help?q=zebra&about=general');
    await show([]);
    await pause();
    expect(asked).toEqual(['query=zebra&category=general&locale=en']);
    expect(screen.getByText('Try other words, or fewer of them.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ask support' })).toHaveAttribute('href', '/support/new');
  });

  it('leads to a category that is not offered any more, and to all where there never was one', async () => {
    const arrange = ({ network }: World) => {
      network.routes.set('GET articles', (_, search) => {
        asked.push(search.toString());
        return { items: [hit], nextCursor: null };
      });
      const visa = { key: 'visa', labels: { en: 'Visa' }, isOffered: false };
      network.routes.set('GET ticket-categories/visa', () => visa);
      network.routes.set('GET ticket-categories/nonsense', () => {
        throw refuse('NOT_FOUND');
      });
    };
    window.history.replaceState(null, '', '/help?about=visa');
    await renderInApp(<HelpScreen />, { arrange });
    // The list, the category that it has not, and what is about it: one after the other.
    for (let step = 0; step < 4; step++) await pause();
    expect(asked.at(-1)).toBe('category=visa&locale=en');
    expect(screen.getByRole('radio', { name: 'Visa' })).toBeChecked();
    cleanup();
    window.history.replaceState(null, '', '/help?about=nonsense');
    const { network } = await renderInApp(<HelpScreen />, { arrange });
    for (let step = 0; step < 4; step++) await pause();
    expect(network.requests).toContain('GET ticket-categories/nonsense');
    expect(asked.at(-1)).toBe('locale=en');
    expect(screen.getByRole('radio', { name: 'All' })).toBeChecked();
    expect(screen.queryByText(/nonsense/)).toBeNull();
  });

  it('is a list of categories where chips would have to be scrolled through', async () => {
    const categories = Array.from({ length: 7 }, (_, n) => ({
      key: `own-${n}`,
      labels: { en: `Own ${n}` },
      isOffered: true,
    }));
    await renderInApp(<HelpScreen />, {
      arrange: ({ network }) => {
        network.routes.set('GET articles', (_, search) => {
          asked.push(search.toString());
          return { items: [], nextCursor: null };
        });
        network.routes.set('GET ticket-categories', () => ({ version: 1, categories }));
      },
    });
    await pause();
    await user.selectOptions(screen.getByRole('combobox'), 'Own 6');
    await pause();
    expect(asked.at(-1)).toBe('category=own-6&locale=en');
  });

  it('says that it did not load, and loads on another try', async () => {
    const { network } = await renderInApp(<HelpScreen />, {
      arrange: (world) =>
        void world.network.routes.set('GET articles', () => {
          throw refuse('UNAVAILABLE');
        }),
    });
    await pause();
    expect(screen.getByRole('alert')).toHaveTextContent('The articles did not load');
    network.routes.set('GET articles', () => ({ items: [hit], nextCursor: null }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await settleApp();
    expect(screen.getByText(hit.title)).toBeVisible();
  });
});

describe(ArticleScreen.name, () => {
  it('shows the text as text, in its own direction, and takes an answer that can be changed', async () => {
    const answers: unknown[] = [];
    await renderInApp(<ArticleScreen articleId="a1" language="ar" />, {
      arrange: ({ network }) => {
        network.routes.set('GET articles/a1', () => article);
        network.routes.set('PUT articles/a1/helpful', ({ isHelpful }) => {
          answers.push(isHelpful);
          return { ...article, isHelpfulToMe: isHelpful };
        });
      },
    });
    await pause();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(hit.title);
    expect(screen.getByText('<b>نص</b>').closest('[dir]')).toHaveAttribute('dir', 'rtl');
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['أولًا', 'ثانيًا']);
    for (const name of ['Yes', 'No']) {
      await user.click(screen.getByRole('button', { name }));
      await settleApp();
      expect(screen.getByRole('button', { name, pressed: true })).toHaveFocus();
    }
    expect(answers).toEqual([true, false]);
    expect(screen.getByText('Thank you.')).toBeInTheDocument();
  });

  it('says that an article is gone', async () => {
    await renderInApp(<ArticleScreen articleId="a2" />, {
      arrange: ({ network }) =>
        void network.routes.set('GET articles/a2', () => {
          throw refuse('NOT_FOUND');
        }),
    });
    await pause();
    expect(screen.getByRole('alert')).toHaveTextContent('This article is not here');
  });
});

describe(SuggestedArticles.name, () => {
  it('suggests what fits the words, the same subject first, and opens it in place', async () => {
    const other: ArticleHitDto = { ...hit, id: 'a2', category: 'general', language: 'en', title: 'Something else' };
    await renderInApp(<SuggestedArticles text="my deposit" category="booking" />, {
      arrange: ({ network }) => {
        network.routes.set('GET articles', () => ({ items: [other, hit], nextCursor: null }));
        network.routes.set('GET articles/a1', () => article);
      },
    });
    await pause();
    const buttons = within(screen.getByRole('region', { name: 'These may answer your question' })).getAllByRole(
      'button',
    );
    expect(buttons.map(({ textContent }) => textContent)).toEqual([hit.title, 'Something else']);
    await user.click(screen.getByRole('button', { name: hit.title, expanded: false }));
    await settleApp();
    expect(screen.getByText('أولًا')).toBeVisible();
    expect(screen.getByText('Was this helpful?')).toBeVisible();
  });

  it('asks for nothing before there are words', async () => {
    await renderInApp(<SuggestedArticles text="my" category={null} />);
    await pause();
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });
});
