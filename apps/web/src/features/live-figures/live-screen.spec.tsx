import '@testing-library/jest-dom';
import type { LiveFiguresDto, ProcessFiguresDto } from '@app/contracts';
import { act, screen, within } from '@testing-library/react';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { LiveScreen } from './live-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/admin' }));

const one: ProcessFiguresDto = {
  ...{ processId: 'aaaaaaaa-1', startedAt: '2026-01-01T00:00:00.000Z', at: '2026-01-01T01:00:00.000Z' },
  ...{ sockets: 700, people: 600, rooms: 900, messages: 40.25, duplicates: 0, refused: 1, gaps: 0, resets: 0 },
  ...{
    slowConsumersCut: 2,
    ackP95: 12.5,
    databaseP95: 3,
    jobLagP95: 1_500,
    loopLag: 8,
    cpu: 0.25,
    memory: 104_857_600,
  },
};
const two: ProcessFiguresDto = { ...one, processId: 'bbbbbbbb-2', sockets: 50, ackP95: 48, jobLagP95: null };
const figures = (isInTouch = true): LiveFiguresDto => ({ at: one.at, isInTouch, processes: [one, two] });

describe('the live page', () => {
  let answer: () => LiveFiguresDto;

  const open = async () => {
    await renderInApp(<LiveScreen />, {
      arrange: ({ network }) => {
        network.routes.set('GET ops/live', () => answer());
      },
    });
    await settleApp();
  };

  it('adds up what the processes do, and shows the slowest of their times', async () => {
    answer = () => figures();
    await open();
    const shownFor = (term: string) => screen.getByText(term, { selector: 'dt' }).nextElementSibling;
    expect(shownFor('Messages')).toHaveTextContent('81/s');
    expect(shownFor('Sockets')).toHaveTextContent('750');
    expect(shownFor('Time to the ack (p95)')).toHaveTextContent('48 ms');
    expect(shownFor('Job delay (p95)')).toHaveTextContent('1.5 s');
    const row = within(screen.getByRole('table', { name: 'Processes' })).getByRole('row', { name: /bbbbbbbb/ });
    expect(row).toHaveTextContent('25%');
    expect(row).toHaveTextContent('100 MiB');
  });

  it('says that the others are out of sight, and that figures grow old', async () => {
    answer = () => figures(false);
    await open();
    expect(screen.getByText(/Redis does not answer/)).toBeVisible();
    answer = () => {
      throw refuse('UNAVAILABLE');
    };
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await settleApp();
    expect(await screen.findByText(/these figures are not the latest/)).toBeVisible();
    expect(screen.getByText('750')).toBeVisible();
  });

  it('says that nothing came, and asks again', async () => {
    answer = () => {
      throw refuse('UNAVAILABLE');
    };
    await open();
    expect(screen.getByText('The figures did not load')).toBeVisible();
    answer = () => figures();
    screen.getByRole('button', { name: 'Try again' }).click();
    await settleApp();
    expect(await screen.findByText('750')).toBeVisible();
  });
});
