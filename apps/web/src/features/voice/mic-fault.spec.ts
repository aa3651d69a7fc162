import { MicError, missingSupport, toMicFault } from './mic-fault';

const set = (target: object, key: string, value: unknown) =>
  Object.defineProperty(target, key, { configurable: true, value });

describe('toMicFault', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['RangeError', 'failed'],
  ])('knows %s', (name, fault) => {
    expect(toMicFault(Object.assign(new Error('no'), { name }))).toBe(fault);
  });

  it('knows what was known before asking, and what is no error at all', () => {
    expect(toMicFault(new MicError('insecure'))).toBe('insecure');
    expect(toMicFault('what?')).toBe('failed');
  });
});

describe('missingSupport', () => {
  beforeEach(() => {
    set(window, 'isSecureContext', true);
    set(window, 'AudioWorkletNode', class {});
    set(navigator, 'mediaDevices', {});
  });

  it('finds nothing missing in a browser that can record', () => {
    expect(missingSupport()).toBeNull();
  });

  it('blames the address before the browser', () => {
    set(window, 'isSecureContext', false);
    Reflect.deleteProperty(navigator, 'mediaDevices');
    expect(missingSupport()).toBe('insecure');
  });

  it('knows a browser that cannot', () => {
    Reflect.deleteProperty(window, 'AudioWorkletNode');
    expect(missingSupport()).toBe('unsupported');
  });
});
