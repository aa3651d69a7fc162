import '@testing-library/jest-dom';
import { firstCategories, type MeDto } from '@app/contracts';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { PreferenceProvider } from '@/features/preference/preference-provider';
import { buildMe } from '../../../../../libs/client/src/testing/build';
import en from '../../../messages/en.json';
import { GuestPlace } from './guest-place';
import { keepToken, keptToken } from './kept-link';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined }),
  usePathname: () => '/support/guest',
}));

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const TOKEN = 'A'.repeat(43);

/** What visitors can choose. */
let offered = firstCategories();

/** The API as the page sees it: one answer to everything but the categories, and what it was asked. */
function answer(status: number, code: string, fields = {}) {
  const call = jest.fn(async (_url: string, _init: RequestInit) => ({
    status,
    json: async () => ({ success: false, error: { code, message: code, requestId: 'r', fields } }),
  }));
  const list = async () => ({
    status: 200,
    json: async () => ({ success: true, data: { version: 0, categories: offered } }),
  });
  global.fetch = ((url: string, init: RequestInit) =>
    url === '/api/ticket-categories' ? list() : call(url, init)) as unknown as typeof fetch;
  return call;
}

function show(me: MeDto | null, token = '') {
  window.location.hash = token;
  render(
    <NextIntlClientProvider locale="en-GB" messages={en} timeZone={timeZone}>
      <PreferenceProvider locale="en" timeZone={timeZone} theme="system">
        <GuestPlace me={me} />
      </PreferenceProvider>
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

const bodyOf = (call: ReturnType<typeof answer>) => JSON.parse(String(call.mock.calls[0]?.[1].body)) as object;

describe('GuestPlace', () => {
  beforeEach(() => {
    keepToken(null);
    offered = firstCategories();
  });

  it('asks who writes and what, before it asks the server', async () => {
    const call = answer(500, 'INTERNAL');
    const user = show(null);
    await user.click(await screen.findByRole('button', { name: 'Send request' }));
    expect(call).not.toHaveBeenCalled();
    expect(screen.getAllByText('Please fill this in.')).toHaveLength(4);
  });

  it('sends the request, the same one at every attempt, and shows a refusal at its field', async () => {
    const call = answer(503, 'UNAVAILABLE');
    const user = show(null);
    await user.type(await screen.findByLabelText('Name'), ' Karim ');
    await user.type(screen.getByLabelText('E-mail'), 'karim@example.dz');
    await user.selectOptions(screen.getByLabelText('What is it about?'), 'Booking');
    await user.type(screen.getByLabelText('Subject'), 'My parcel');
    await user.type(screen.getByLabelText('What happened?'), 'It has not come.');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText(/That did not work/)).toBeInTheDocument();
    const first = bodyOf(call);
    expect(call.mock.calls[0]?.[0]).toBe('/api/guests/tickets');
    expect(first).toMatchObject({ name: 'Karim', email: 'karim@example.dz', category: 'booking', locale: 'en' });

    const refusing = answer(400, 'VALIDATION', { email: 'isEmail' });
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText('This was not accepted. Please check it.')).toBeInTheDocument();
    expect(bodyOf(refusing)).toEqual(first);
    await user.type(screen.getByLabelText('E-mail'), 'x');
    const later = answer(503, 'UNAVAILABLE');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText(/That did not work/)).toBeInTheDocument();
    expect(bodyOf(later)).not.toMatchObject({ clientMsgId: (first as { clientMsgId: string }).clientMsgId });
  });

  it('offers the desk’s own categories; one that is gone meanwhile is said at its field, and nothing written is lost', async () => {
    const refund = { key: 'refund', labels: { fr: 'Remboursement' }, isOffered: true };
    offered = [refund, ...firstCategories()];
    answer(400, 'VALIDATION', { category: 'must be one of: general' });
    const user = show(null);
    await screen.findByRole('option', { name: 'Remboursement' });
    await user.type(screen.getByLabelText('Name'), 'Karim');
    await user.type(screen.getByLabelText('E-mail'), 'karim@example.dz');
    await user.type(screen.getByLabelText('Subject'), 'My parcel');
    await user.type(screen.getByLabelText('What happened?'), 'It has not come.');
    await user.selectOptions(screen.getByLabelText('What is it about?'), 'Remboursement');
    offered = firstCategories();
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText('This is not offered any more. Choose another one.')).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('option', { name: 'Remboursement' })).toBeNull());
    expect(screen.getByLabelText('What is it about?')).toHaveValue('general');
    expect(screen.getByLabelText('Subject')).toHaveValue('My parcel');
    const call = answer(503, 'UNAVAILABLE');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText(/That did not work/)).toBeInTheDocument();
    expect(bodyOf(call)).toMatchObject({ category: 'general', subject: 'My parcel', description: 'It has not come.' });
  });

  it('says when a link leads nowhere any more, forgets it, and offers to write again', async () => {
    keepToken(TOKEN);
    const call = answer(410, 'GONE');
    show(null, TOKEN);
    expect(await screen.findByText(/does not lead to a request any more/)).toBeInTheDocument();
    expect([call.mock.calls[0]?.[0], bodyOf(call)]).toEqual(['/api/guests/sessions', { token: TOKEN }]);
    expect(screen.getByRole('button', { name: 'Send request' })).toBeInTheDocument();
    expect(keptToken()).toBeNull();
  });

  it('opens the request by the link that this device kept, and again when the server is away', async () => {
    keepToken(TOKEN);
    answer(503, 'UNAVAILABLE');
    const user = show(null);
    const again = await screen.findByRole('button', { name: 'Try again' });
    const call = answer(503, 'UNAVAILABLE');
    await user.click(again);
    expect(await screen.findByText('The request could not be opened')).toBeInTheDocument();
    expect(bodyOf(call)).toEqual({ token: TOKEN });
    expect(keptToken()).toBe(TOKEN);
  });

  it('asks somebody with an account before a link ends their session', async () => {
    const call = answer(410, 'GONE');
    const user = show(buildMe({ name: 'Amel' }), TOKEN);
    expect(await screen.findByText(/You are signed in as Amel/)).toBeInTheDocument();
    expect(call).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Sign out and open this link' }));
    expect(await screen.findByText(/does not lead to a request any more/)).toBeInTheDocument();
    expect(call).toHaveBeenCalledTimes(1);
  });
});
