import '@testing-library/jest-dom';
import type { PreferencesDto, PreferencesInput } from '@app/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { DefaultsScreen } from './defaults-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/admin' }));

const all = { inApp: true, push: true, email: true };
const stored: PreferencesDto = {
  channels: {
    ...{ message: all, mention: all, offer: all, ticket: all, activity: all, broadcast: all },
    ...{ promotion: all, security: all, system: all },
  },
  quietHours: { isOn: true, from: '22:00', to: '07:00' },
  ...{ digest: 'off', showsReceipts: true, showsTyping: true, hasSound: true, hidesText: false },
};

describe('the settings for everybody', () => {
  it('change what holds for who did not choose, and nothing of one’s own', async () => {
    const asked: PreferencesInput[] = [];
    await renderInApp(<DefaultsScreen />, {
      arrange: ({ network, parley }) => {
        network.routes.set('GET notifications/defaults', () => stored);
        jest.spyOn(parley.rest.notifications, 'setDefaults').mockImplementation(async (input) => {
          asked.push(input);
          return { ...stored, ...(input as Partial<PreferencesDto>), channels: stored.channels };
        });
      },
    });
    await settleApp();
    expect(screen.getByText('On the clock of each person’s own time zone.')).toBeVisible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Promotions: E-mail' }));
    await settleApp();
    await userEvent.click(screen.getByRole('radio', { name: 'Once an hour' }));
    await settleApp();
    expect(asked).toEqual([{ channels: { promotion: { email: false } } }, { digest: 'hourly' }]);
    expect(screen.getByRole('status')).toHaveTextContent('Saved');
  });
});
