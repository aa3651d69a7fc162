import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { ComposeScreen } from './compose-screen';

const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push }) }));

const preview = jest.fn();
const create = jest.fn();
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  push.mockReset();
  preview.mockReset().mockResolvedValue({ recipients: 1_240 });
  create.mockReset().mockResolvedValue({ broadcast: { id: 'b1' }, duplicate: false });
});
afterEach(() => jest.useRealTimers());

async function show() {
  await renderInApp(<ComposeScreen />, {
    me: { role: 'admin' },
    arrange: ({ parley: { rest } }) => {
      jest.spyOn(rest.broadcasts, 'preview').mockImplementation(preview);
      jest.spyOn(rest.broadcasts, 'create').mockImplementation(create);
    },
  });
  await pause();
}

/** The pause after which the audience is counted again. */
async function pause() {
  act(() => jest.advanceTimersByTime(1_000));
  await settleApp();
}

async function write() {
  await user.click(screen.getByLabelText('Title'));
  await user.paste('Free delivery');
  await user.click(screen.getByLabelText('Text'));
  await user.paste('All weekend.');
}

async function review() {
  await user.click(screen.getByRole('button', { name: 'Review and send' }));
  await pause();
}

const confirm = async () => {
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: /^Send to/ }));
  await settleApp();
};

const sentIds = () => create.mock.calls.map(([input]) => input.broadcastId);

describe('ComposeScreen', () => {
  it('counts the people again after every change of the audience', async () => {
    await show();
    expect(preview).toHaveBeenLastCalledWith({});
    expect(screen.getByText('1,240')).toBeVisible();
    preview.mockResolvedValue({ recipients: 2 });
    await user.click(screen.getByRole('radio', { name: 'Segment' }));
    await user.click(screen.getByRole('button', { name: 'Members' }));
    await user.type(screen.getByLabelText('Region'), 'Oran{Enter}');
    await pause();
    expect(preview).toHaveBeenLastCalledWith({ roles: ['user'], regions: ['Oran'] });
    expect(screen.getByRole('status')).toHaveTextContent('2 people');
  });

  it('shows the bell row as it is written', async () => {
    await show();
    await write();
    expect(screen.getByRole('figure', { name: 'Preview: English' })).toHaveTextContent('Free deliveryAll weekend.');
    expect(screen.getByText('Readers of French and Arabic get the text in English.')).toBeVisible();
  });

  it('asks nothing while the default language is missing, and says what is', async () => {
    await show();
    await review();
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(screen.getByLabelText('Title')).toHaveAccessibleDescription('Write a title.');
    await waitFor(() => expect(screen.getByLabelText('Title')).toHaveFocus());
    expect(create).not.toHaveBeenCalled();
  });

  it('asks with the number of people and the text, and sends only then', async () => {
    await show();
    await write();
    await review();
    const question = screen.getByRole('alertdialog', { name: 'Send to 1,240 people?' });
    expect(question).toHaveTextContent('All weekend.');
    expect(create).not.toHaveBeenCalled();
    await confirm();
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({ variants: { en: { title: 'Free delivery', text: 'All weekend.' } }, audience: {} }),
    );
    expect(push).toHaveBeenCalledWith('/broadcasts/b1');
  });

  it('goes out once however often it is tried', async () => {
    create.mockRejectedValueOnce(new ParleyError({ code: 'TIMEOUT' }));
    await show();
    await write();
    await review();
    await confirm();
    const asked = 'Not confirmed: the server did not answer in time. Send again; it goes out only once.';
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(asked));
    expect(screen.getByLabelText('Title')).toHaveValue('Free delivery');
    await review();
    await confirm();
    await waitFor(() => expect(sentIds()).toHaveLength(2));
    expect(new Set(sentIds()).size).toBe(1);
  });

  it('does not send to nobody', async () => {
    preview.mockResolvedValue({ recipients: 0 });
    await show();
    expect(screen.getByRole('status')).toHaveTextContent('Nobody matches: widen the audience.');
    await write();
    await review();
    expect(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Send' })).toBeDisabled();
  });
});
