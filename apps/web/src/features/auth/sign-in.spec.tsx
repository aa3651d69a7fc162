import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { PreferenceProvider } from '@/features/preference/preference-provider';
import en from '../../../messages/en.json';
import { SignIn } from './sign-in';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined }),
  usePathname: () => '/sign-in',
}));

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const amel = { id: 'a1', name: 'Amel Haddad', role: 'user', part: 'buyer', locale: 'en' } as const;

/** The API as the page sees it: one answer to everything, and what it was asked. */
function answer(status: number, code: string) {
  const call = jest.fn(async (_url: string, _init: RequestInit) => ({
    status,
    json: async () => ({ success: false, error: { code, message: code, requestId: 'r' } }),
  }));
  global.fetch = call as unknown as typeof fetch;
  return call;
}

function show() {
  render(
    <NextIntlClientProvider locale="en-GB" messages={en} timeZone={timeZone}>
      <PreferenceProvider locale="en" timeZone={timeZone} theme="system">
        <SignIn next="/chats" demoAccounts={[amel]} />
      </PreferenceProvider>
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

const button = () => screen.getByRole('button', { name: 'Sign in' });

describe('SignIn', () => {
  it('asks for both fields before it asks the server, and says so next to them', async () => {
    const call = answer(401, 'BAD_CREDENTIALS');
    const user = show();
    await user.click(button());
    expect(call).not.toHaveBeenCalled();
    expect(screen.getAllByText('Please fill this in.')).toHaveLength(2);
    expect(screen.getByLabelText('E-mail')).toBeInvalid();
  });

  it('says when e-mail and password do not belong together, without saying which', async () => {
    const call = answer(401, 'BAD_CREDENTIALS');
    const user = show();
    await user.type(screen.getByLabelText('E-mail'), 'amel@example.dz');
    await user.type(screen.getByLabelText('Password'), 'not the password{Enter}');
    expect(await screen.findByText('This e-mail and password do not belong together.')).toBeInTheDocument();
    expect(call.mock.calls[0]?.[0]).toBe('/api/auth/login');
    expect(button()).toBeEnabled();
  });

  it('enters a demo account with one click, and says what went wrong', async () => {
    const call = answer(429, 'RATE_LIMITED');
    const user = show();
    await user.click(screen.getByRole('button', { name: /Amel Haddad/ }));
    expect(await screen.findByText('That did not work: too fast, wait a moment.')).toBeInTheDocument();
    expect(call.mock.calls[0]).toEqual([
      '/api/auth/demo-login',
      expect.objectContaining({ body: '{"accountId":"a1"}' }),
    ]);
  });

  it('shows and hides the password', async () => {
    answer(401, 'BAD_CREDENTIALS');
    const user = show();
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
    await user.click(screen.getByRole('button', { name: 'Show password' }));
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text');
    expect(screen.getByRole('button', { name: 'Hide password' })).toBeInTheDocument();
  });
});
