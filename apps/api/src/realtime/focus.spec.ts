import { Cluster } from '../cluster/cluster';
import { loadConfig } from '../config/config';
import { Focus } from './focus';

describe(Focus.name, () => {
  const config = loadConfig({ MONGODB_URI: 'mongodb://127.0.0.1', JWT_SECRET: 'k8Vq2mWz7Rt5Yp1Nc4Xb9Jd6Hs3Lf0Ga' });
  const { focusStaleMs } = config.limits;
  let focus: Focus;

  beforeEach(() => {
    jest.useFakeTimers();
    focus = new Focus(new Cluster(config), config);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends 20 s after a tab last said so', async () => {
    focus.set('amel', 'tab', 'chat');
    jest.advanceTimersByTime(focusStaleMs);
    expect(await focus.isFocused('amel', 'chat')).toBe(true);
    jest.advanceTimersByTime(1);
    expect(await focus.isFocused('amel', 'chat')).toBe(false);
  });

  it('lives on with a heartbeat, and each device has its own', async () => {
    focus.set('amel', 'laptop', 'chat');
    focus.set('amel', 'phone', 'chat');
    jest.advanceTimersByTime(focusStaleMs);
    focus.set('amel', 'phone', 'chat');
    jest.advanceTimersByTime(focusStaleMs);
    expect(await focus.isFocused('amel', 'chat')).toBe(true);
    focus.clear('amel', 'phone');
    expect(await focus.isFocused('amel', 'chat')).toBe(false);
  });

  it('is of one chat per tab, and several tabs may look at several', async () => {
    focus.set('amel', 'one', 'chat');
    focus.set('amel', 'two', 'other');
    expect(await focus.isFocused('amel', 'chat')).toBe(true);
    expect(await focus.isFocused('amel', 'other')).toBe(true);
    focus.set('amel', 'one', 'other');
    expect(await focus.isFocused('amel', 'chat')).toBe(false);
    expect(await focus.isFocused('yacine', 'other')).toBe(false);
  });

  it('is not ended by closing a chat that the tab does not look at any more', async () => {
    focus.set('amel', 'tab', 'chat');
    focus.clear('amel', 'tab', 'other');
    focus.clear('amel', 'gone');
    expect(await focus.isFocused('amel', 'chat')).toBe(true);
    focus.clear('amel', 'tab', 'chat');
    expect(await focus.isFocused('amel', 'chat')).toBe(false);
  });
});
