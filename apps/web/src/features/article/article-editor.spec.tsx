import '@testing-library/jest-dom';
import type { ArticleDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { ArticleEditorScreen } from './article-editor-screen';
import { ArticlesScreen } from './articles-screen';

const push = jest.fn();
const replace = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push, replace }) }));

const article: ArticleDto = {
  id: 'a1',
  category: 'booking',
  state: 'draft',
  language: 'en',
  text: { title: 'Refunds', body: 'Five days.' },
  variants: { en: { title: 'Refunds', body: 'Five days.' } },
  helpful: { yes: 3, no: 1 },
  isHelpfulToMe: null,
  updatedAt: '2026-01-01T09:00:00.000Z',
};
const me = { role: 'admin' as const };

describe(ArticlesScreen.name, () => {
  it('lists drafts too, with languages and what readers say', async () => {
    await renderInApp(<ArticlesScreen />, {
      me,
      arrange: ({ network }) =>
        void network.routes.set('GET articles/all', () => ({ items: [article], nextCursor: null })),
    });
    const row = within(screen.getByRole('list', { name: 'Articles' })).getByRole('link');
    expect(row).toHaveAttribute('href', '/admin/articles/a1');
    for (const text of ['Refunds', 'Draft', 'Booking', 'English', '75% of 4 answers: helpful']) {
      expect(row).toHaveTextContent(text);
    }
  });
});

describe(ArticleEditorScreen.name, () => {
  const write = async (label: string, text: string) => {
    await userEvent.click(screen.getByLabelText(label));
    await userEvent.paste(text);
  };
  const save = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await settleApp();
  };

  it('asks for a text, shows it as readers will, and makes the article', async () => {
    const made: unknown[] = [];
    await renderInApp(<ArticleEditorScreen />, {
      me,
      arrange: ({ network }) =>
        void network.routes.set('POST articles', (body) => {
          made.push(body);
          return article;
        }),
    });
    await save();
    expect(screen.getByLabelText('Title')).toHaveAccessibleDescription(/Write something here/);
    await userEvent.click(screen.getByRole('tab', { name: /العربية/ }));
    await write('Title', 'استرجاع');
    await write('Text', '- خمسة أيام');
    expect(within(screen.getByRole('region', { name: 'Preview' })).getByRole('listitem')).toHaveTextContent(
      'خمسة أيام',
    );
    await userEvent.click(screen.getByRole('switch', { name: /Published/ }));
    await userEvent.click(screen.getByRole('radio', { name: 'Booking' }));
    await save();
    expect(made).toEqual([
      { category: 'booking', state: 'published', variants: { ar: { title: 'استرجاع', body: '- خمسة أيام' } } },
    ]);
    expect(replace).toHaveBeenCalledWith('/admin/articles/a1');
  });

  it('goes on with an article, keeps the text when saving fails, and deletes after a question', async () => {
    let isDown = true;
    const removed = jest.fn();
    await renderInApp(<ArticleEditorScreen articleId="a1" />, {
      me,
      arrange: ({ network }) => {
        network.routes.set('GET articles/a1', () => article);
        network.routes.set('PUT articles/a1', (body) => {
          if (isDown) throw refuse('UNAVAILABLE');
          return { ...article, ...body };
        });
        network.routes.set('DELETE articles/a1', removed);
      },
    });
    await write('Title', ' and deposits');
    await save();
    expect(screen.getByRole('alert')).toHaveTextContent('Not saved:');
    expect(screen.getByLabelText('Title')).toHaveValue('Refunds and deposits');
    isDown = false;
    await save();
    expect(screen.getByText('Saved')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
    await settleApp();
    expect(removed).toHaveBeenCalledTimes(1);
    expect(push).toHaveBeenCalledWith('/admin/articles');
  });
});
