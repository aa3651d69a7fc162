import type { NotificationDto, PreferencesDto } from '@app/contracts';
import { act } from '@testing-library/react';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildNotification } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import Attention from './attention';
import { tellPreferences } from './known-preferences';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const QUIET_ALWAYS = { isOn: true, from: '00:00', to: '00:00' };
const wanted = (part: Partial<PreferencesDto> = {}) =>
  ({ hasSound: true, hidesText: false, quietHours: { ...QUIET_ALWAYS, isOn: false }, ...part }) as PreferencesDto;

/** Channels between the tabs of one browser, which jsdom has not. */
class TabChannel {
  static readonly all = new Set<TabChannel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly name: string) {
    TabChannel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of TabChannel.all) if (other !== this && other.name === this.name) other.onmessage?.({ data });
  }
  close(): void {
    TabChannel.all.delete(this);
  }
}

describe('Attention', () => {
  const notes = jest.fn();
  const showNotification = jest.fn(async () => undefined);
  let preferences: PreferencesDto;
  let world: World;

  beforeEach(() => {
    preferences = wanted();
    notes.mockClear();
    showNotification.mockClear();
    const param = {
      value: 0,
      setValueAtTime: jest.fn(),
      linearRampToValueAtTime: jest.fn(),
      exponentialRampToValueAtTime: jest.fn(),
    };
    const node = { frequency: param, gain: param, connect: () => node, start: notes, stop: jest.fn() };
    const context = { state: 'running', currentTime: 0, createOscillator: () => node, createGain: () => node };
    Object.assign(window, {
      AudioContext: function AudioContext() {
        return context;
      },
      BroadcastChannel: TabChannel,
    });
    Object.assign(window, { Notification: { permission: 'default' }, PushManager: class {} });
    const registration = { showNotification, pushManager: { getSubscription: async () => null } };
    const serviceWorker = {
      // A new one shows nothing before it is active.
      register: async () => ({}),
      ready: Promise.resolve(registration),
      getRegistration: async () => registration,
    };
    Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true });
    jest.spyOn(document, 'hasFocus').mockReturnValue(true);
  });

  const show = async (me = {}) => {
    world = await renderInApp(<Attention />, {
      me,
      arrange: ({ parley }) =>
        void jest.spyOn(parley.rest.notifications, 'preferences').mockImplementation(async () => preferences),
    });
  };
  const ring = async (part: Partial<NotificationDto> = {}) => {
    const at = new Date(world.parley.now()).toISOString();
    act(() => world.server.announce({ name: 'notification', data: buildNotification({ updatedAt: at, ...part }) }));
    await settleApp();
  };
  const later = () => act(() => world.clock.advance(3_000));
  /** Two notes are one sound. */
  const sounds = () => notes.mock.calls.length / 2;

  it('sounds once for what is new, and not again when the row is told once more', async () => {
    await show();
    const updatedAt = new Date(world.parley.now()).toISOString();
    await ring({ updatedAt });
    expect(sounds()).toBe(1);
    await later();
    await ring({ updatedAt, text: 'corrected' });
    expect(sounds()).toBe(1);
    await ring({ text: 'the next one' });
    expect(sounds()).toBe(2);
  });

  it.each([
    ['read', { readAt: '2026-01-01T00:00:00.000Z' }],
    ['seen', { seenAt: '2026-01-01T00:00:00.000Z' }],
    ['archived', { archivedAt: '2026-01-01T00:00:00.000Z' }],
    ['old', { updatedAt: '1969-01-01T00:00:00.000Z' }],
  ])('is silent about what is %s', async (_, part) => {
    await show();
    await ring(part);
    expect(sounds()).toBe(0);
  });

  it('sounds once for what comes at once', async () => {
    await show();
    for (const id of ['n1', 'n2', 'n3']) await ring({ id });
    expect(sounds()).toBe(1);
  });

  it('obeys the switch, also when another tab turns it', async () => {
    preferences = wanted({ hasSound: false });
    await show();
    await ring();
    expect(sounds()).toBe(0);
    tellPreferences(world.parley.me.id, wanted());
    await ring({ id: 'n2' });
    expect(sounds()).toBe(1);
  });

  it('is held by quiet hours, unless it is urgent', async () => {
    preferences = wanted({ quietHours: QUIET_ALWAYS });
    await show();
    await ring();
    expect(sounds()).toBe(0);
    await ring({ id: 'n2', type: 'security', category: 'security' });
    expect(sounds()).toBe(1);
  });

  it('is silent in a tab that does not speak for all, and about the chat in front of the reader', async () => {
    await show();
    jest.spyOn(world.parley.leader, 'getState').mockReturnValue({ isLeader: false });
    await ring();
    expect(sounds()).toBe(0);
    jest.spyOn(world.parley.leader, 'getState').mockReturnValue({ isLeader: true });
    window.history.pushState({}, '', '/chats/c1');
    await ring({ id: 'n2', data: { chatId: 'c1' } });
    window.history.pushState({}, '', '/');
    expect(sounds()).toBe(0);
  });

  describe('with notifications of the system allowed', () => {
    beforeEach(() => {
      Object.assign(window, { Notification: { permission: 'granted' } });
      jest.spyOn(document, 'hasFocus').mockReturnValue(false);
    });

    it('shows one of a chat, which leads to it, when nobody looks', async () => {
      await show();
      await ring({
        type: 'mention',
        category: 'mention',
        groupKey: 'mention:c1',
        title: 'Ben',
        text: '@Ana look',
        data: { chatId: 'c1' },
      });
      expect(showNotification).toHaveBeenCalledWith(
        'Ben mentioned you',
        expect.objectContaining({
          body: '@Ana look',
          tag: 'chat:c1',
          silent: true,
          dir: 'ltr',
          data: { url: '/chats/c1' },
        }),
      );
    });

    it('shows none while somebody looks at any tab', async () => {
      const query = async () => ({ held: [{ name: 'parley-focus:ana' }] });
      Object.defineProperty(navigator, 'locks', { value: { query, request: jest.fn() }, configurable: true });
      await show();
      await ring();
      Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
      expect(sounds()).toBe(1);
      expect(showNotification).not.toHaveBeenCalled();
    });

    it('leaves it to push where that is on', async () => {
      const pushManager = { getSubscription: async () => ({}) };
      Object.assign(navigator.serviceWorker, { getRegistration: async () => ({ pushManager }) });
      await show();
      await ring();
      expect(showNotification).not.toHaveBeenCalled();
    });

    it('says that there is something, not what, when text is to be hidden', async () => {
      preferences = wanted({ hidesText: true });
      await show();
      await ring({ title: 'Ben', text: 'secret' });
      expect(showNotification).toHaveBeenCalledWith('Parley', expect.objectContaining({ body: 'Messages' }));
    });
  });
});
