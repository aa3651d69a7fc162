import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { ComposeScreen } from './compose-screen';

const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push }) }));

const preview = jest.fn();
const create = jest.fn();
const save = jest.fn();
const vips = { id: 's1', name: 'Our best', createdAt: '2026-01-01T00:00:00.000Z' };
const nobodyAsked = { roles: [], locales: [], regions: [], tags: [], excludedTags: [], userIds: [] };
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  push.mockReset();
  preview.mockReset().mockResolvedValue({ recipients: 1_240, locales: { en: 310, fr: 0, ar: 930 } });
  save.mockReset().mockResolvedValue({});
  create.mockReset().mockResolvedValue({ broadcast: { id: 'b1' }, duplicate: false });
});
afterEach(() => jest.useRealTimers());

async function show() {
  await renderInApp(<ComposeScreen />, {
    me: { role: 'admin' },
    arrange: ({ parley: { rest } }) => {
      jest.spyOn(rest.broadcasts, 'preview').mockImplementation(preview);
      jest.spyOn(rest.broadcasts, 'create').mockImplementation(create);
      const choices = {
        regions: ['Blida', 'Oran'],
        tags: ['payout-hold', 'vip'],
        channels: ['email' as const, 'push' as const],
      };
      jest.spyOn(rest.broadcasts, 'choices').mockResolvedValue(choices);
      jest.spyOn(rest.segments, 'list').mockResolvedValue([{ ...vips, audience: { ...nobodyAsked, tags: ['vip'] } }]);
      jest.spyOn(rest.segments, 'save').mockImplementation(save);
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
    preview.mockResolvedValue({ recipients: 2, locales: { en: 2, fr: 0, ar: 0 } });
    await user.click(screen.getByRole('radio', { name: 'Segment' }));
    await user.click(screen.getByRole('button', { name: 'Members' }));
    await user.type(screen.getByLabelText('Region'), 'Oran{Enter}');
    await pause();
    expect(preview).toHaveBeenLastCalledWith({ roles: ['user'], regions: ['Oran'] });
    expect(screen.getByRole('status')).toHaveTextContent('2 people');
  });

  it('says which languages they read', async () => {
    await show();
    expect(screen.getByRole('status')).toHaveTextContent('1,240 peopleEnglish 25%العربية 75%');
  });

  it('asks for tags and against tags, chosen from those that people have', async () => {
    await show();
    await user.click(screen.getByRole('radio', { name: 'Segment' }));
    const known = (name: string) => within(screen.getByRole('list', { name }));
    await user.click(known('Known tags').getByRole('button', { name: 'vip' }));
    await user.click(known('Known tags to exclude').getByRole('button', { name: 'payout-hold' }));
    await pause();
    expect(preview).toHaveBeenLastCalledWith({ tags: ['vip'], excludedTags: ['payout-hold'] });
  });

  it('takes the conditions of a saved segment, and keeps new ones under a name', async () => {
    await show();
    await user.click(screen.getByRole('radio', { name: 'Segment' }));
    await user.click(screen.getByRole('button', { name: 'Our best' }));
    await pause();
    expect(preview).toHaveBeenLastCalledWith({ tags: ['vip'] });
    await user.click(screen.getByRole('button', { name: 'Save this segment' }));
    await user.type(screen.getByLabelText('Name of the segment'), 'VIPs{Enter}');
    await settleApp();
    expect(save).toHaveBeenCalledWith({ name: 'VIPs', audience: { tags: ['vip'] } });
  });

  it('counts nobody for a list without people', async () => {
    await show();
    preview.mockClear();
    await user.click(screen.getByRole('radio', { name: 'List' }));
    await pause();
    expect(preview).not.toHaveBeenCalled();
    expect(screen.getByText('Nobody matches: widen the audience.')).toBeVisible();
  });

  it('is previewed as the bell, the letter and the push that it will be', async () => {
    await show();
    await write();
    expect(screen.queryByRole('radio', { name: 'Bell' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('switch', { name: 'E-mail' }));
    await user.click(screen.getByRole('radio', { name: 'E-mail' }));
    const letter = screen.getByRole('figure', { name: 'Preview: English' });
    expect(within(letter).getByText(/^Hello /)).toBeVisible();
    expect(within(letter).getAllByText('Free delivery')).toHaveLength(2);
    await user.click(screen.getByRole('switch', { name: 'Push' }));
    await user.click(screen.getByRole('radio', { name: 'Push' }));
    const push = screen.getByRole('figure', { name: 'Preview: English' });
    expect(push).toHaveTextContent('ParleyFree deliveryAll weekend.');
    await user.click(screen.getByRole('switch', { name: 'Push' }));
    expect(screen.getByRole('radio', { name: 'Bell' })).toBeChecked();
  });

  it('goes out later, by the clock of a zone, on the channels that were chosen', async () => {
    await show();
    await write();
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    await user.click(screen.getByRole('button', { name: 'Review and schedule' }));
    expect(screen.getByLabelText('Goes out')).toHaveAccessibleDescription('Choose a date and a time.');
    fireEvent.change(screen.getByLabelText('Goes out'), { target: { value: '2099-01-01T09:00' } });
    await user.selectOptions(screen.getByLabelText('Time zone'), 'Africa/Algiers');
    await user.click(screen.getByRole('switch', { name: 'E-mail' }));
    await user.type(screen.getByLabelText('Opens'), '/offers');
    await user.click(screen.getByRole('button', { name: 'Review and schedule' }));
    await pause();
    const question = screen.getByRole('alertdialog');
    expect(question).toHaveTextContent('It goes out on Thursday, 1 January 2099 at 09:00 (Africa/Algiers)');
    await user.click(within(question).getByRole('button', { name: 'Schedule' }));
    await settleApp();
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({
        publishAt: { local: '2099-01-01T09:00', timeZone: 'Africa/Algiers' },
        channels: ['email'],
        link: '/offers',
      }),
    );
  });

  it('says what the server found wrong with a time', async () => {
    create.mockRejectedValueOnce(new ParleyError({ code: 'VALIDATION', fields: { expiresAt: 'is in the past' } }));
    await show();
    await write();
    await review();
    await confirm();
    const wrong = 'It must end after it goes out, and not in the past.';
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(wrong));
  });

  it('keeps a draft, which sends nothing', async () => {
    await show();
    await write();
    await user.click(screen.getByRole('button', { name: 'Keep as draft' }));
    await settleApp();
    expect(create).toHaveBeenCalledWith(expect.objectContaining({ isDraft: true }));
    expect(push).toHaveBeenCalledWith('/broadcasts/b1');
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
    preview.mockResolvedValue({ recipients: 0, locales: { en: 0, fr: 0, ar: 0 } });
    await show();
    expect(screen.getByRole('status')).toHaveTextContent('Nobody matches: widen the audience.');
    await write();
    await review();
    expect(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Send' })).toBeDisabled();
  });
});
