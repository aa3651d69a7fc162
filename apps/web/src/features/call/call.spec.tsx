import '@testing-library/jest-dom';
import type { CallFault, TabCall } from '@app/client';
import type { ChatDto, Locale, NotificationDto } from '@app/contracts';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SystemRow } from '@/features/chat/history-row';
import { NotificationText } from '@/features/notification/notification-text';
import { buildChat, buildMessage } from '@/testing/build';
import { buildCall, buildTabCall } from '@/testing/build-call';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { CallBar } from './call-bar';
import { CallButtons } from './call-buttons';
import { CallPlace } from './call-place';
import { CallScreen } from './call-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

type CallAction = 'start' | 'accept' | 'decline' | 'hangUp' | 'setMicrophone' | 'setCamera' | 'setScreen' | 'dismiss';

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const watch = (world: World, action: CallAction) =>
  jest.spyOn(world.parley.calls, action).mockImplementation(() => undefined);

async function ring(media: 'audio' | 'video' = 'audio', part = <CallPlace />): Promise<World> {
  const world = await renderInApp(part);
  act(() => world.network.announce({ name: 'call', data: buildCall({ media }) }));
  await screen.findByRole('alertdialog');
  await settleApp();
  return world;
}

const show = (call: Partial<TabCall>, onShrink = jest.fn()) =>
  renderInApp(<CallScreen call={buildTabCall(call)} onShrink={onShrink} />);

describe('a call that rings here', () => {
  it('says who calls, on the screen and to readers, and is answered or declined', async () => {
    const world = await ring();
    expect(screen.getByRole('alertdialog', { name: /ben.* is calling you$/ })).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(/is calling you$/);
    const accept = watch(world, 'accept');
    await press('Answer');
    expect(accept).toHaveBeenCalledWith();
    const decline = watch(world, 'decline');
    await press('Decline');
    expect(decline).toHaveBeenCalled();
  });

  it('with video may be answered without', async () => {
    const world = await ring('video');
    const accept = watch(world, 'accept');
    await press('Answer without video');
    expect(accept).toHaveBeenCalledWith(false);
  });

  it('takes the focus from nobody who writes', async () => {
    const world = await renderInApp(
      <>
        <input aria-label="Message" />
        <CallPlace />
      </>,
    );
    await userEvent.click(screen.getByRole('textbox'));
    act(() => world.network.announce({ name: 'call', data: buildCall() }));
    await screen.findByRole('alertdialog');
    expect(screen.getByRole('textbox')).toHaveFocus();
  });

  it('takes it where nothing has it, but no button, so that no key answers by accident', async () => {
    await ring();
    expect(screen.getByRole('alertdialog')).toHaveFocus();
  });

  it('is gone when another device took it', async () => {
    const world = await ring();
    const taken = buildCall({ state: 'active', calleeDeviceId: 'phone', answeredAt: '2026-01-01T00:00:01.000Z' });
    act(() => world.network.announce({ name: 'call', data: taken }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    await waitFor(() => expect(world.parley.calls.getState().call).toBeNull());
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('the call screen', () => {
  it.each<[Partial<TabCall>, string]>([
    [{ stage: 'starting', answeredAt: null }, 'Getting ready…'],
    [{ stage: 'ringing', answeredAt: null }, 'Ringing…'],
    [{ stage: 'connecting' }, 'Connecting…'],
    [{ stage: 'reconnecting' }, 'Connection lost, trying again…'],
    [{ stage: 'ended', outcome: 'busy', answeredAt: null }, 'Busy in another call'],
    [{ stage: 'ended', outcome: 'missed', answeredAt: null }, 'No answer'],
    [{ stage: 'ended', outcome: 'answered', endedAt: '2026-01-01T00:03:05.000Z' }, 'Call ended · 3:05'],
    [{ stage: 'ended', outcome: 'lost', endedAt: '2026-01-01T00:00:07.400Z' }, 'The connection was lost · 0:07'],
  ])('words %j', async (call, text) => {
    await show(call);
    expect(screen.getByText(text)).toBeVisible();
  });

  it('has a button for each device that says what it does', async () => {
    const world = await show({});
    const [microphone, camera] = [watch(world, 'setMicrophone'), watch(world, 'setCamera')];
    await press('Mute microphone');
    await press('Turn camera on');
    expect([microphone.mock.calls, camera.mock.calls]).toEqual([[[false]], [[true]]]);
    const hangUp = watch(world, 'hangUp');
    await press('Hang up');
    expect(hangUp).toHaveBeenCalled();
  });

  it('says that the other one is muted', async () => {
    await show({ peer: { ...buildTabCall().peer, isMicrophoneOn: false } });
    expect(screen.getByText(/ben.* is muted/)).toBeVisible();
  });

  it('gets small with Esc and never hangs up by it; once it is over Esc puts it away', async () => {
    const onShrink = jest.fn();
    const world = await show({}, onShrink);
    const hangUp = watch(world, 'hangUp');
    await userEvent.keyboard('{Escape}');
    expect(onShrink).toHaveBeenCalled();
    expect(hangUp).not.toHaveBeenCalled();
  });

  it.each<[CallFault, RegExp, CallAction | null]>([
    [{ kind: 'device', device: 'microphone', reason: 'denied' }, /may not use your microphone/, 'setMicrophone'],
    [{ kind: 'device', device: 'camera', reason: 'busy' }, /Another program is using the camera/, 'setCamera'],
    [{ kind: 'device', device: 'screen', reason: 'failed' }, /screen could not be shared/, 'setScreen'],
    [{ kind: 'device', device: 'microphone', reason: 'insecure' }, /secure address/, null],
    [{ kind: 'noRoute' }, /no way to each other/, null],
  ])('explains %j', async (fault, text, action) => {
    const world = await show({ fault });
    expect(screen.getByText(text)).toBeVisible();
    if (!action) return expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
    const retry = watch(world, action);
    await press('Try again');
    expect(retry).toHaveBeenCalledWith(true);
  });

  it('tries a call again that could not be made, and says why it was not', async () => {
    const fault: CallFault = { kind: 'refused', code: 'BLOCKED' };
    const world = await show({ stage: 'ended', answeredAt: null, fault });
    expect(screen.getByText('No call was made')).toBeVisible();
    expect(screen.getByText('The call was not made: you cannot write to this person.')).toBeVisible();
    const start = watch(world, 'start');
    await press('Try again');
    expect(start).toHaveBeenCalledWith('c1', 'ben', 'audio');
  });

  it('is in Arabic from right to left', async () => {
    await renderInApp(<CallScreen call={buildTabCall({ stage: 'ringing' })} onShrink={jest.fn()} />, { locale: 'ar' });
    expect(screen.getByText('يرن…')).toBeVisible();
    expect(screen.getByRole('button', { name: 'إنهاء المكالمة' })).toBeVisible();
  });
});

describe('the bar beside the chats', () => {
  it('leads back to the call, mutes and hangs up', async () => {
    const onExpand = jest.fn();
    const world = await renderInApp(<CallBar call={buildTabCall()} onExpand={onExpand} />);
    expect(screen.getByRole('region', { name: /Call with .*ben/ })).toBeVisible();
    await userEvent.click(screen.getByTitle(/^Show the call with/));
    expect(onExpand).toHaveBeenCalled();
    const [mute, hangUp] = [watch(world, 'setMicrophone'), watch(world, 'hangUp')];
    await press('Mute microphone');
    await press('Hang up');
    expect([mute.mock.calls, hangUp.mock.calls]).toEqual([[[false]], [[]]]);
  });
});

describe('the way to a call', () => {
  const showButtons = (chat: Partial<ChatDto>) =>
    renderInApp(<CallButtons chat={buildChat({ id: 'c1', ...chat })} otherId="ben" />);

  it('is one press for each kind, and a menu on a phone', async () => {
    const world = await showButtons({});
    const start = watch(world, 'start');
    await press('Voice call');
    await press('Video call');
    await press('Call');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Video call' }));
    expect(start.mock.calls.map(([, , media]) => media)).toEqual(['audio', 'video', 'video']);
  });

  it.each<Partial<ChatDto>>([{ type: 'group' }, { type: 'support' }, { state: 'closed' }, { isBlocked: true }])(
    'is not there for %j',
    async (chat) => {
      await showButtons(chat);
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    },
  );
});

describe('what is left of a call', () => {
  const line = async (locale: Locale, values: Record<string, string>) => {
    const system = { kind: 'callEnded' as const, values: { media: 'audio', seconds: '0', ...values } };
    const message = buildMessage(1, { senderId: null, type: 'system', system });
    await renderInApp(<SystemRow message={message} />, { locale });
  };

  it.each<[Locale, Record<string, string>, string]>([
    ['en', { outcome: 'answered', callerId: 'ana', seconds: '192' }, 'Voice call · 3:12'],
    ['en', { outcome: 'missed', callerId: 'ana', media: 'video' }, 'Video call · no answer'],
    ['en', { outcome: 'missed', callerId: 'ben', media: 'video' }, 'Video call · missed'],
    ['en', { outcome: 'cancelled', callerId: 'ben' }, 'Voice call · missed'],
    ['en', { outcome: 'busy', callerId: 'ana' }, 'Voice call · busy'],
    ['fr', { outcome: 'lost', callerId: 'ana', seconds: '61' }, 'Appel vocal · 1:01 · connexion perdue'],
    ['ar', { outcome: 'declined', callerId: 'ana' }, 'مكالمة صوتية · مرفوضة'],
  ])('in the thread, in %s: %j', async (locale, values, text) => {
    await line(locale, values);
    expect(screen.getByText(text)).toBeVisible();
  });

  it('in the bell says who called and how often', async () => {
    const row = {
      id: 'n1',
      type: 'system',
      groupKey: 'call:c1',
      title: 'Ben',
      text: '',
      data: { chatId: 'c1', missedCall: { media: 'video' } },
      count: 2,
      readAt: null,
    } as unknown as NotificationDto;
    await renderInApp(<NotificationText row={row} />);
    expect(screen.getByText('Ben')).toBeVisible();
    expect(screen.getByText('Missed video call (2)')).toBeVisible();
  });
});
