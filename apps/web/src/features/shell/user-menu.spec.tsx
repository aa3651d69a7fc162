import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp } from '@/testing/render-in-app';
import { UserMenu } from './user-menu';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

describe('UserMenu', () => {
  it('says that a person is still signed in when the server did not end the session, and tries again', async () => {
    const user = userEvent.setup();
    const { parley } = await renderInApp(<UserMenu onShortcuts={() => undefined} />);
    const logout = jest.spyOn(parley.rest.auth, 'logout').mockRejectedValue(new ParleyError({ code: 'TIMEOUT' }));
    const forget = jest.spyOn(parley, 'forget');
    await user.click(screen.getByRole('button', { name: /Account of/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    expect(await screen.findByRole('alertdialog', { name: 'You are still signed in' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('alertdialog', { name: 'You are still signed in' })).toBeVisible();
    expect(logout).toHaveBeenCalledTimes(2);
    expect(forget).not.toHaveBeenCalled();
  });
});
