import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import { renderInApp } from '@/testing/render-in-app';
import { RoleGate } from './role-gate';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const gate = (
  <RoleGate roles={['agent', 'admin']} href="/support">
    the queue
  </RoleGate>
);

describe('RoleGate', () => {
  it('opens for its roles', async () => {
    await renderInApp(gate, { me: { role: 'agent' } });
    expect(screen.getByText('the queue')).toBeVisible();
  });

  it('tells others that it is not theirs, and where to go', async () => {
    await renderInApp(gate, { me: { role: 'user' } });
    expect(screen.queryByText('the queue')).not.toBeInTheDocument();
    expect(screen.getByText('Your account does not open this part of Parley.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'To help' })).toHaveAttribute('href', '/support');
  });
});
