import '@testing-library/jest-dom';
import type { DeskFiguresDto, DeskSummaryDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { FiguresScreen } from './figures-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const HOUR = 3_600_000;
const summary: DeskSummaryDto = {
  opened: 40,
  solved: 30,
  reopened: 2,
  firstResponse: { count: 30, medianMs: 45 * 60_000, p90Ms: 5 * HOUR },
  resolution: { count: 30, medianMs: 72 * HOUR, p90Ms: null },
  sla: { met: 27, missed: 3 },
  rating: { count: 4, mean: 4.25, satisfiedPercent: 75 },
};
const nothing: DeskSummaryDto = {
  ...summary,
  ...{ opened: 0, solved: 0, reopened: 0, sla: { met: 0, missed: 0 } },
  firstResponse: { count: 0, medianMs: null, p90Ms: null },
  resolution: { count: 0, medianMs: null, p90Ms: null },
  rating: { count: 0, mean: null, satisfiedPercent: null },
};
const figures: DeskFiguresDto = {
  ...{ from: '2026-01-01', to: '2026-01-02', timeZone: 'UTC', total: summary, backlog: 12 },
  byDay: [
    { ...summary, day: '2026-01-01', backlog: 10 },
    { ...nothing, day: '2026-01-02', backlog: 12 },
  ],
  byAgent: [{ ...summary, agent: buildUser({ id: 'zoe', name: 'Zoe' }) }],
  byCategory: [{ ...summary, category: 'booking' }],
};

const show = () =>
  renderInApp(<FiguresScreen />, {
    me: { role: 'admin' },
    arrange: ({ network }) => void network.routes.set('GET desk/figures', () => figures),
  });

describe('FiguresScreen', () => {
  it('says what leads look at first, in units that are read at a glance', async () => {
    await show();
    const tiles = screen.getByText('Unsolved now').closest('dl') as HTMLElement;
    for (const text of ['40', '30 solved', '12', '45 min', '9 of 10 within 5 h', '3 days', '90%', '3 missed', '4.3']) {
      expect(tiles).toHaveTextContent(text);
    }
    expect(tiles).toHaveTextContent('9 of 10 within –');
  });

  it('has a table for each agent, category and day; what there is none of is a dash', async () => {
    await show();
    const agents = within(screen.getByRole('region', { name: 'By agent' }));
    expect(agents.getByRole('row', { name: /Zoe/ })).toHaveTextContent(/Zoe403045 mins?3 days90%4\.3/);
    expect(screen.getByRole('region', { name: 'By category' })).toHaveTextContent('Booking');
    await userEvent.click(screen.getByText('As a table'));
    const days = within(screen.getByRole('region', { name: 'Day by day' }));
    expect(days.getAllByRole('row').at(-1)).toHaveTextContent(/2.*00––––/);
  });

  it('asks for other days, and offers the same ones as a file', async () => {
    const { network } = await show();
    const asked: (string | null)[] = [];
    network.routes.set('GET desk/figures', (_body, search) => {
      asked.push(search.get('from'));
      return figures;
    });
    await userEvent.click(screen.getByRole('radio', { name: '7 days' }));
    await settleApp();
    expect(asked).toHaveLength(1);
    const file = new URL(screen.getByRole('link', { name: 'CSV' }).getAttribute('href') ?? '', 'http://x');
    expect(file.searchParams.get('from')).toBe(asked[0]);
  });

  it('says when they did not load, and tries again', async () => {
    const { network } = await show();
    network.routes.set('GET desk/figures', () => {
      throw refuse('UNAVAILABLE');
    });
    await userEvent.click(screen.getByRole('radio', { name: '90 days' }));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('The figures did not load');
    network.routes.set('GET desk/figures', () => figures);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settleApp();
    expect(screen.getByText('Unsolved now')).toBeVisible();
  });
});
