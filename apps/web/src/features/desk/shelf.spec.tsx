import '@testing-library/jest-dom';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { MacrosScreen } from './macros-screen';
import { RepliesScreen } from './replies-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const updatedAt = '2026-01-01T00:00:00.000Z';

/** A shelf of the server: what was sent to it is what it then has. */
function keep(network: World['network'], path: string, stored: Record<string, unknown>[]) {
  network.routes.set(`GET ${path}`, () => [...stored]);
  network.routes.set(`POST ${path}`, (body) => stored[stored.push({ ...body, id: 'x1', updatedAt }) - 1]);
  network.routes.set(`PUT ${path}/x1`, (body) => {
    stored[0] = { ...body, id: 'x1', updatedAt };
    return stored[0];
  });
  network.routes.set(`DELETE ${path}/x1`, () => void stored.pop());
}

describe('canned replies', () => {
  it('are written in a language at least, changed, and removed after a question', async () => {
    const stored: Record<string, unknown>[] = [];
    await renderInApp(<RepliesScreen />, {
      me: { role: 'agent' },
      arrange: ({ network }) => keep(network, 'canned-replies', stored),
    });
    expect(screen.getByText('No canned replies yet')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'New reply' }));
    const form = within(screen.getByRole('dialog'));
    await userEvent.type(form.getByLabelText('Shortcut'), '/Hello you');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    for (const fault of [/Use lower case/, 'Give it a title.', 'Write it in one language at least.']) {
      expect(form.getByText(fault)).toBeVisible();
    }
    await userEvent.clear(form.getByLabelText('Shortcut'));
    await userEvent.type(form.getByLabelText('Shortcut'), 'hello');
    await userEvent.type(form.getByLabelText('Title'), 'Greeting');
    await userEvent.type(form.getByLabelText('العربية'), 'مرحبا');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await settleApp();
    expect(stored).toMatchObject([{ shortcut: 'hello', title: 'Greeting', isTeam: false, variants: { ar: 'مرحبا' } }]);

    await userEvent.click(await screen.findByRole('button', { name: 'Edit Greeting' }));
    const again = within(await screen.findByRole('dialog'));
    expect(again.getByLabelText('Shortcut')).toHaveValue('hello');
    await userEvent.click(again.getByRole('switch', { name: /For the whole team/ }));
    await userEvent.click(again.getByRole('button', { name: 'Save' }));
    await settleApp();
    expect(stored).toMatchObject([{ isTeam: true, variants: { ar: 'مرحبا' } }]);

    await userEvent.click(await screen.findByRole('button', { name: 'Remove Greeting' }));
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
    await settleApp();
    expect(stored).toEqual([]);
  });

  it('keep what was written when the shortcut is taken', async () => {
    const { network } = await renderInApp(<RepliesScreen />, {
      me: { role: 'agent' },
      arrange: ({ network }) => keep(network, 'canned-replies', []),
    });
    network.routes.set('POST canned-replies', () => {
      throw refuse('CONFLICT');
    });
    await userEvent.click(screen.getByRole('button', { name: 'New reply' }));
    const form = within(screen.getByRole('dialog'));
    await userEvent.type(form.getByLabelText('Shortcut'), 'hello');
    await userEvent.type(form.getByLabelText('Title'), 'Greeting');
    await userEvent.type(form.getByLabelText('English'), 'Hi');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await settleApp();
    expect(form.getByText('There is a reply with this shortcut already.')).toBeVisible();
    expect(form.getByLabelText('English')).toHaveValue('Hi');
  });
});

describe('macros', () => {
  it('are put together from steps, each whole before it is saved', async () => {
    const stored: Record<string, unknown>[] = [];
    await renderInApp(<MacrosScreen />, {
      me: { role: 'agent' },
      arrange: ({ network }) => keep(network, 'macros', stored),
    });
    await userEvent.click(screen.getByRole('button', { name: 'New macro' }));
    const form = within(screen.getByRole('dialog'));
    await userEvent.type(form.getByLabelText('Name'), 'Refund sent');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    expect(form.getByText(/Each step needs what it does/)).toBeVisible();
    await userEvent.type(form.getByLabelText('English'), 'It is on its way');
    await userEvent.click(form.getByRole('button', { name: 'Add a step' }));
    await userEvent.click(form.getByRole('button', { name: 'Add a step' }));
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Step 2' }), 'Snooze');
    await userEvent.clear(form.getByLabelText('Hours'));
    await userEvent.type(form.getByLabelText('Hours'), '48');
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Step 3' }), 'Assign');
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Assignee' }), 'Nobody');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await settleApp();
    expect(stored).toMatchObject([
      {
        name: 'Refund sent',
        actions: [
          { kind: 'reply', variants: { en: 'It is on its way' } },
          { kind: 'snooze', hours: 48 },
          { kind: 'assign', assigneeId: null },
        ],
      },
    ]);
    expect(await screen.findByText('Answer the customer, Snooze, Assign')).toBeVisible();
  });
});
