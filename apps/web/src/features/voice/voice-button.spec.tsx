import '@testing-library/jest-dom';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import messages from '../../../messages/en.json';
import { VoiceButton } from './voice-button';
import type { VoiceStart } from './voice-start';

function show() {
  const onOpen = jest.fn<void, [VoiceStart]>();
  render(
    <NextIntlClientProvider locale="en-GB" messages={messages}>
      <VoiceButton onOpen={onOpen} isHeld={false} isHidden={false} />
    </NextIntlClientProvider>,
  );
  return { onOpen, button: screen.getByRole('button', { name: 'Record a voice note' }) };
}

/** jsdom has no pointers. */
const point = (target: Element | Window, type: string, init: MouseEventInit & { isPrimary?: boolean } = {}) => {
  const event = new MouseEvent(type, { bubbles: true, ...init });
  Object.assign(event, { isPrimary: init.isPrimary ?? true });
  fireEvent(target, event);
};

describe('VoiceButton', () => {
  it('opens when it is pressed down, and knows when it is let go', () => {
    const { onOpen, button } = show();
    point(button, 'pointerdown', { clientX: 5, clientY: 7 });
    const press = onOpen.mock.calls[0]?.[0].press;
    expect(press).toMatchObject({ isHeld: true, x: 5, y: 7 });
    point(window, 'pointerup');
    expect(press?.isHeld).toBe(false);
    // The click that follows a press is the same press
    fireEvent.click(button, { detail: 1 });
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('opens by key, where there is nothing to hold', async () => {
    const { onOpen, button } = show();
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith({ press: null, draft: null });
  });

  it('leaves other buttons and other fingers alone', () => {
    const { onOpen, button } = show();
    point(button, 'pointerdown', { button: 2 });
    point(button, 'pointerdown', { isPrimary: false });
    expect(onOpen).not.toHaveBeenCalled();
  });
});
