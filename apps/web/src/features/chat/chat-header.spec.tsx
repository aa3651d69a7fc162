import '@testing-library/jest-dom';
import { type ChatDto, MUTED_FOR_EVER } from '@app/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { buildChat } from '@/testing/build';
import { renderInApp } from '@/testing/render-in-app';
import { ChatHeader } from './chat-header';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const show = (chat: Partial<ChatDto>, meId = 'amel') =>
  renderInApp(
    <ChatHeader
      chat={buildChat({ id: 'c1', ...chat })}
      hasDetails
      onDetails={() => undefined}
      onSearch={() => undefined}
    />,
    { me: { id: meId } },
  );

describe('ChatHeader', () => {
  it('says that a chat is muted, and until when', async () => {
    await show({ mutedUntil: MUTED_FOR_EVER });
    expect(screen.getByText('Muted')).toBeInTheDocument();
  });

  it('says when a chat will sound again', async () => {
    await show({ mutedUntil: new Date(Date.now() + 86_400_000).toISOString() });
    expect(screen.getByText(/^Muted until \w{3}.*\d\d:\d\d/)).toBeInTheDocument();
  });

  it('says nothing once the time is over', async () => {
    await show({ mutedUntil: '2000-01-01T00:00:00.000Z' });
    expect(screen.queryByText(/Muted/)).not.toBeInTheDocument();
  });

  it('opens the actions of the chat', async () => {
    await show({});
    await userEvent.click(screen.getByRole('button', { name: 'Chat actions' }));
    expect(await screen.findByRole('menuitem', { name: 'Pin to the top' })).toBeVisible();
  });

  it('has none for staff who only look: flags are for members', async () => {
    await show({ type: 'support' }, 'nadia');
    expect(screen.queryByRole('button', { name: 'Chat actions' })).not.toBeInTheDocument();
  });
});
