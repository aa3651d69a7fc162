import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { PreferenceProvider } from '@/features/preference/preference-provider';
import en from '../../../messages/en.json';
import { Register } from './register';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined }),
  usePathname: () => '/register',
}));

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

describe('Register', () => {
  it('can be sent again once the address that is taken was changed', async () => {
    const error = { code: 'EMAIL_TAKEN', message: 'taken', requestId: 'r', fields: { email: 'is taken' } };
    const call = jest.fn(async () => ({ status: 409, json: async () => ({ success: false, error }) }));
    global.fetch = call as unknown as typeof fetch;
    render(
      <NextIntlClientProvider locale="en-GB" messages={en} timeZone={timeZone}>
        <PreferenceProvider locale="en" timeZone={timeZone} theme="system">
          <Register next="/chats" />
        </PreferenceProvider>
      </NextIntlClientProvider>,
    );
    const user = userEvent.setup();
    const send = () => user.click(screen.getByRole('button', { name: 'Create an account' }));
    await user.type(screen.getByLabelText('Name'), 'Amel');
    await user.type(screen.getByLabelText('E-mail'), 'amel@example.dz');
    await user.type(screen.getByLabelText('Password'), 'long enough');
    await send();
    expect(await screen.findByText('This was not accepted. Please check it.')).toBeInTheDocument();
    await user.type(screen.getByLabelText('E-mail'), '.dz');
    expect(screen.queryByText('This was not accepted. Please check it.')).not.toBeInTheDocument();
    await send();
    expect(await screen.findByText('This was not accepted. Please check it.')).toBeInTheDocument();
    expect(call).toHaveBeenCalledTimes(2);
  });
});
