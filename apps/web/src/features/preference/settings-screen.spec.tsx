import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import type { PreferencesDto, PreferencesInput, UserDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { SettingsScreen } from './settings-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/settings' }));

const all = { inApp: true, push: true, email: true };
const initial: PreferencesDto = {
  channels: {
    message: all,
    mention: all,
    offer: all,
    ticket: all,
    activity: all,
    broadcast: all,
    promotion: { inApp: true, push: false, email: false },
    security: all,
    system: all,
  },
  quietHours: { isOn: false, from: '22:00', to: '07:00' },
  digest: 'off',
  showsReceipts: true,
  showsTyping: true,
  hasSound: true,
  hidesText: false,
};

/** Settings as the server keeps them, and what it was asked. */
async function openSettings(options: Parameters<typeof renderInApp>[1] = {}, blocked: UserDto[] = []) {
  const asked: PreferencesInput[] = [];
  let stored = initial;
  const world = await renderInApp(<SettingsScreen />, {
    ...options,
    arrange: ({ network, parley }) => {
      network.routes.set('GET users/blocked', () => blocked);
      network.routes.set('GET notifications/preferences', () => stored);
      network.routes.set('PUT notifications/preferences', () => stored);
      const { setPreferences } = parley.rest.notifications;
      jest.spyOn(parley.rest.notifications, 'setPreferences').mockImplementation((input) => {
        asked.push(input);
        const { channels: _, ...rest } = input;
        stored = { ...stored, ...rest };
        return setPreferences(input);
      });
    },
  });
  await settleApp();
  return { ...world, asked };
}

describe('the settings', () => {
  it('change one switch at a time, and say that it is saved', async () => {
    const { asked } = await openSettings();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Messages: E-mail' }));
    await settleApp();
    expect(asked).toEqual([{ channels: { message: { email: false } } }]);
    expect(screen.getByText('Saved')).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'Security: Bell' })).toBeDisabled();
  });

  it('ask for the times of quiet hours once these are on', async () => {
    const { asked } = await openSettings();
    expect(screen.queryByLabelText('From')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch', { name: 'Keep quiet hours' }));
    await settleApp();
    expect(asked).toEqual([{ quietHours: { isOn: true, from: '22:00', to: '07:00' } }]);
    expect(screen.getByLabelText('From')).toHaveValue('22:00');
    await userEvent.click(screen.getByRole('radio', { name: 'Once an hour' }));
    await settleApp();
    expect(asked.at(-1)).toEqual({ digest: 'hourly' });
  });

  it('take back what was not saved, and say why', async () => {
    const { network } = await openSettings();
    network.routes.set('PUT notifications/preferences', () => {
      throw refuse('RATE_LIMITED');
    });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Messages: E-mail' }));
    await settleApp();
    expect(screen.getByText('Not saved: too fast, wait a moment.')).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'Messages: E-mail' })).toBeChecked();
  });

  it('say when this browser cannot be pushed to', async () => {
    await openSettings();
    expect(screen.getByText('This browser cannot be pushed to.')).toBeVisible();
  });

  it('lead to the card that an address names', async () => {
    window.location.hash = '#security';
    await openSettings();
    expect(screen.getByRole('region', { name: 'Security' })).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Write to support' })).toHaveAttribute('href', '/support/new');
    window.location.hash = '';
  });

  it('list who is blocked, and end a block', async () => {
    const people = [buildUser({ id: 'u8', name: 'Omar' }), buildUser({ id: 'u9', name: 'Rim' })];
    const { parley } = await openSettings({}, people);
    const setBlocked = jest.spyOn(parley.rest.users, 'setBlocked').mockResolvedValue([]);
    const list = screen.getByRole('list', { name: 'People you blocked' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    await userEvent.click(within(list).getByRole('button', { name: /Omar/ }));
    await settleApp();
    expect(setBlocked).toHaveBeenCalledWith('u8', false);
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(list.parentElement).toHaveFocus();
    setBlocked.mockRejectedValue(new ParleyError({ code: 'RATE_LIMITED' }));
    await userEvent.click(within(list).getByRole('button', { name: /Rim/ }));
    await settleApp();
    expect(within(list).getByText('Rim')).toBeVisible();
  });

  it('say that nobody is blocked', async () => {
    await openSettings();
    expect(screen.getByText(/You have blocked nobody/)).toBeVisible();
  });

  it('speak Arabic', async () => {
    await openSettings({ locale: 'ar' });
    expect(screen.getByRole('checkbox', { name: 'الرسائل: البريد' })).toBeChecked();
  });
});
