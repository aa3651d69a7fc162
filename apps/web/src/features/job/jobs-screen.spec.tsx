import '@testing-library/jest-dom';
import type { JobDto } from '@app/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { JobsScreen } from './jobs-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/admin' }));

const failing: JobDto = {
  ...{ id: '1', kind: 'broadcast.deliver', key: 'b1:email', state: 'failing', attempts: 3 },
  ...{ lastError: 'no route to host', failedAt: '2026-01-01T00:00:00.000Z', runAt: '2026-01-01T00:00:00.000Z' },
  ...{ nextRunAt: '2026-01-01T00:01:00.000Z', endedAt: null },
};
const unnamed: JobDto = { ...failing, id: '2', kind: 'house.clean', key: 'k', state: 'waiting', lastError: null };

describe('the jobs', () => {
  /** What was asked of the server, besides lists. */
  let acts: string[];

  async function open(items: JobDto[] = [failing, unnamed]) {
    acts = [];
    await renderInApp(<JobsScreen />, {
      arrange: ({ network }) => {
        network.routes.set('GET jobs', () => ({ items, nextCursor: null }));
        network.routes.set('GET jobs/figures', () => ({ open: items.length, failing: 1, kinds: [] }));
        for (const act of ['retry', 'drop']) {
          network.routes.set(`POST jobs/1/${act}`, () => {
            acts.push(act);
            return failing;
          });
        }
      },
    });
    await settleApp();
  }

  it('say why one fails, and try it at once', async () => {
    await open();
    expect(screen.getByText('E-mail or push of an announcement')).toBeVisible();
    expect(screen.getByText('no route to host')).toBeVisible();
    expect(screen.getByText('house.clean')).toBeVisible();
    expect(screen.getByText('1 job fails')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    await settleApp();
    expect(acts).toEqual(['retry']);
  });

  it('drop one only after a question', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Drop' }));
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(acts).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Drop' }));
    await userEvent.click(screen.getAllByRole('button', { name: 'Drop' }).at(-1) as HTMLElement);
    await settleApp();
    expect(acts).toEqual(['drop']);
  });

  it('say that there are none', async () => {
    await open([]);
    expect(screen.getByText('Nothing to do')).toBeVisible();
  });

  it('say that they did not load', async () => {
    await renderInApp(<JobsScreen />, {
      arrange: ({ network }) => {
        network.routes.set('GET jobs/figures', () => ({ open: 0, failing: 0, kinds: [] }));
        network.routes.set('GET jobs', () => {
          throw refuse('INTERNAL');
        });
      },
    });
    await settleApp();
    expect(screen.getByText('The jobs did not load')).toBeVisible();
  });
});
