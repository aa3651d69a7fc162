import { type EnterPress, isSendKey } from './enter-rule';

const press = (overrides: Partial<EnterPress> = {}): EnterPress => ({
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...overrides,
});

describe('isSendKey', () => {
  it('sends with Enter at a keyboard', () => {
    expect(isSendKey(press(), false)).toBe(true);
  });

  it('breaks the line with Shift, and with Enter on touch', () => {
    expect(isSendKey(press({ shiftKey: true }), false)).toBe(false);
    expect(isSendKey(press(), true)).toBe(false);
  });

  it('sends with Ctrl or Cmd everywhere', () => {
    expect(isSendKey(press({ ctrlKey: true }), true)).toBe(true);
    expect(isSendKey(press({ metaKey: true, shiftKey: true }), true)).toBe(true);
  });

  it('never sends while an input method composes, in Safari either', () => {
    expect(isSendKey(press({ isComposing: true }), false)).toBe(false);
    expect(isSendKey(press({ keyCode: 229 }), false)).toBe(false);
    expect(isSendKey(press({ keyCode: 229, ctrlKey: true }), false)).toBe(false);
  });

  it('leaves other keys alone', () => {
    expect(isSendKey(press({ key: 'a', ctrlKey: true }), false)).toBe(false);
  });
});
