import '@testing-library/jest-dom';
import type { AgentDto, Role } from '@app/contracts';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildMe, buildUser } from '../../../../../libs/client/src/testing/build';
import { AvailabilityBar } from './availability-bar';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const mine: AgentDto = {
  user: buildUser({ ...buildMe(), role: 'agent' }),
  isOnline: true,
  isAccepting: false,
  capacity: 8,
  load: 3,
};
const zoe: AgentDto = { ...mine, user: buildUser({ id: 'zoe', name: 'Zoe', role: 'agent' }), isOnline: false, load: 5 };

async function show(role: Role = 'agent') {
  const asked: unknown[] = [];
  const world = await renderInApp(<AvailabilityBar />, {
    me: { role },
    arrange: ({ network }) => {
      network.routes.set('GET desk/agents', () => [mine, zoe]);
      network.routes.set('PUT desk/agents/me', (body) => ({ ...mine, ...body }));
      network.routes.set('PUT desk/agents/zoe', (body) => {
        asked.push(body);
        return { ...zoe, ...body };
      });
    },
  });
  return { ...world, asked };
}

describe('AvailabilityBar', () => {
  it('says how many one has and follows it; a switch lets tickets come', async () => {
    const { network } = await show();
    const accepts = screen.getByRole('switch', { name: /Tickets do not come to you/ });
    expect(screen.getByText('3 of 8 open')).toBeVisible();
    await userEvent.click(accepts);
    await settleApp();
    expect(screen.getByRole('switch', { name: /Tickets come to you/ })).toBeChecked();
    act(() => network.announce({ name: 'agentUpdated', data: { ...mine, isAccepting: true, load: 4 } }));
    await settleApp();
    expect(screen.getByText('4 of 8 open')).toBeVisible();
  });

  it('shows the team; only leads change how many somebody may have', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Team' }));
    const row = within(await screen.findByRole('dialog', { name: 'Team' })).getAllByRole('listitem')[1] as HTMLElement;
    for (const text of ['Zoe', 'Not here', '5 of 8']) expect(row).toHaveTextContent(text);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('takes a capacity when its field is left', async () => {
    const { asked } = await show('admin');
    await userEvent.click(screen.getByRole('button', { name: 'Team' }));
    const field = await screen.findByRole('textbox', { name: 'How many Zoe may have' });
    await userEvent.clear(field);
    await userEvent.type(field, '1x2');
    expect(asked).toEqual([]);
    await userEvent.tab();
    await settleApp();
    expect(asked).toEqual([{ capacity: 12 }]);
    expect(field).toHaveValue('12');
  });
});
