import '@testing-library/jest-dom';
import { firstCategories, type Role, type SlaPolicyDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { PoliciesScreen } from './policies-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const HOUR = 3_600_000;
const hours = {
  timeZone: 'UTC',
  blocks: [
    { weekday: 1, from: 540, to: 720 },
    { weekday: 1, from: 780, to: 1_020 },
  ],
  holidays: ['2026-05-01'],
};
const policy = (part: Partial<SlaPolicyDto>): SlaPolicyDto => ({
  ...{ priority: 'normal', category: null, hours, escalates: false, updatedAt: null },
  ...{ firstResponseMs: 8 * HOUR, nextResponseMs: 16 * HOUR, resolutionMs: 72 * HOUR },
  ...part,
});
const stored = [policy({}), policy({ priority: 'high', firstResponseMs: 4 * HOUR })];

const refund = { key: 'refund', labels: { en: 'Refund' }, isOffered: false };
const categories = [...firstCategories(), refund];

async function show(role: Role = 'admin') {
  const sent: SlaPolicyDto[] = [];
  const world = await renderInApp(<PoliciesScreen />, {
    me: { role },
    arrange: ({ network }) => {
      network.routes.set('GET sla-policies', () => stored);
      network.routes.set('GET ticket-categories/all', () => ({ version: 1, categories }));
      network.routes.set('PUT sla-policies', (body) => {
        sent.push(body as unknown as SlaPolicyDto);
        return { ...body, updatedAt: '2026-01-01T00:00:00.000Z' };
      });
    },
  });
  return { ...world, sent };
}

const save = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settleApp();
};
const amount = (name: string) => screen.getByRole('textbox', { name });

describe('PoliciesScreen', () => {
  it('changes a promise of one priority, and leaves the rest as it was', async () => {
    const { sent } = await show();
    await userEvent.click(screen.getByRole('radio', { name: 'High' }));
    expect(amount('First answer')).toHaveValue('4');
    await userEvent.clear(amount('First answer'));
    await userEvent.type(amount('First answer'), '90');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Unit of First answer' }), 'minutes');
    await userEvent.click(screen.getByRole('switch', { name: /passed up to a lead/ }));
    await userEvent.clear(amount('Next answer'));
    expect(screen.getByText('Nothing is promised.')).toBeVisible();
    await save();
    const { updatedAt: _, ...rest } = stored[1] as SlaPolicyDto;
    expect(sent).toEqual([{ ...rest, firstResponseMs: 1.5 * HOUR, nextResponseMs: null, escalates: true }]);
    expect(screen.getByText('Saved')).toBeVisible();
  });

  it('keeps several blocks a day, days off and holidays, and gives the hours to all', async () => {
    const { sent } = await show();
    await userEvent.click(screen.getByRole('button', { name: 'Add hours on Sunday' }));
    await userEvent.click(screen.getAllByRole('button', { name: 'Remove hours on Monday' })[0] as HTMLElement);
    await userEvent.click(screen.getByRole('button', { name: /Remove .*May/ }));
    await userEvent.type(screen.getByLabelText('Day'), '2026-07-05');
    await userEvent.click(screen.getByRole('button', { name: 'Add holiday' }));
    await userEvent.click(screen.getByRole('switch', { name: /The same hours/ }));
    await save();
    const blocks = [
      { weekday: 0, from: 480, to: 1_020 },
      { weekday: 1, from: 780, to: 1_020 },
    ];
    expect(sent).toMatchObject([
      { priority: 'normal', hours: { blocks, holidays: ['2026-07-05'] }, firstResponseMs: 8 * HOUR },
      { priority: 'high', hours: { blocks, holidays: ['2026-07-05'] }, firstResponseMs: 4 * HOUR },
    ]);
  });

  it('gives a category a promise of its own', async () => {
    const { sent } = await show();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Category' }), 'Complaint');
    expect(screen.getByText(/has no promise of its own yet/)).toBeVisible();
    await save();
    expect(sent).toMatchObject([{ priority: 'normal', category: 'complaint', firstResponseMs: 8 * HOUR }]);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Category' }), 'Refund');
    await save();
    expect(sent[1]).toMatchObject({ priority: 'normal', category: 'refund', firstResponseMs: 8 * HOUR });
  });

  it('says what is wrong before anything is sent, and keeps the page when it is refused', async () => {
    const { sent, network } = await show();
    await userEvent.clear(amount('Solution'));
    await userEvent.type(amount('Solution'), '0');
    const monday = screen.getByRole('button', { name: 'Add hours on Monday' }).closest('li') as HTMLElement;
    const [from] = within(monday).getAllByLabelText('Monday from');
    await userEvent.clear(from as HTMLElement);
    await userEvent.type(from as HTMLElement, '14:00');
    await save();
    expect(screen.getByText('A minute at least, a year at most.')).toBeVisible();
    expect(within(monday).getByText('These hours end before they begin.')).toBeVisible();
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Sunday to Thursday' }));
    await userEvent.clear(amount('Solution'));
    network.routes.set('PUT sla-policies', () => {
      throw refuse('UNAVAILABLE');
    });
    await save();
    expect(screen.getByRole('alert')).toHaveTextContent(/^Not saved/);
  });

  it('is for leads', async () => {
    await show('agent');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.getByRole('link')).toHaveAttribute('href', '/desk');
  });
});
