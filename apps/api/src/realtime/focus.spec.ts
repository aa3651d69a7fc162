import { loadConfig } from '../config/config';
import { Focus } from './focus';

describe(Focus.name, () => {
  const config = loadConfig({ MONGODB_URI: 'mongodb://127.0.0.1', JWT_SECRET: 'k8Vq2mWz7Rt5Yp1Nc4Xb9Jd6Hs3Lf0Ga' });
  const { focusStaleMs } = config.limits;
  let focus: Focus;

  beforeEach(() => {
    jest.useFakeTimers();
    focus = new Focus(config);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends 20 s after a tab last said so', () => {
    focus.set('amel', 'tab', 'chat');
    jest.advanceTimersByTime(focusStaleMs);
    expect(focus.isFocused('amel', 'chat')).toBe(true);
    jest.advanceTimersByTime(1);
    expect(focus.isFocused('amel', 'chat')).toBe(false);
  });

  it('lives on with a heartbeat, and each device has its own', () => {
    focus.set('amel', 'laptop', 'chat');
    focus.set('amel', 'phone', 'chat');
    jest.advanceTimersByTime(focusStaleMs);
    focus.set('amel', 'phone', 'chat');
    jest.advanceTimersByTime(focusStaleMs);
    expect(focus.isFocused('amel', 'chat')).toBe(true);
    focus.clear('amel', 'phone');
    expect(focus.isFocused('amel', 'chat')).toBe(false);
  });

  it('is of one chat per tab, and several tabs may look at several', () => {
    focus.set('amel', 'one', 'chat');
    focus.set('amel', 'two', 'other');
    expect([focus.isFocused('amel', 'chat'), focus.isFocused('amel', 'other')]).toEqual([true, true]);
    focus.set('amel', 'one', 'other');
    expect(focus.isFocused('amel', 'chat')).toBe(false);
    expect(focus.isFocused('yacine', 'other')).toBe(false);
  });

  it('is not ended by closing a chat that the tab does not look at any more', () => {
    focus.set('amel', 'tab', 'chat');
    focus.clear('amel', 'tab', 'other');
    focus.clear('amel', 'gone');
    expect(focus.isFocused('amel', 'chat')).toBe(true);
    focus.clear('amel', 'tab', 'chat');
    expect(focus.isFocused('amel', 'chat')).toBe(false);
  });
});
