'use client';

import type { ComponentProps } from 'react';

export interface PressProps extends Omit<ComponentProps<'button'>, 'onClick' | 'disabled'> {
  onPress?: () => void;
  isDisabled?: boolean;
  /** Keeps the place and the focus, but nothing happens until it is done. */
  isPending?: boolean;
  /** Leaves the focus where it is, such as in the field whose text is sent. */
  preventFocusOnPress?: boolean;
}

/**
 * A bare button, for what every page needs at once: the one of React Aria would bring 15 KB along. Inside its
 * triggers (a `MenuTrigger`, a tag's remove button) React Aria's own is needed.
 */
export function Press({ onPress, isDisabled, isPending, preventFocusOnPress, type, ...props }: PressProps) {
  return (
    <button
      {...props}
      // A form must not be sent twice
      type={isPending ? 'button' : (type ?? 'button')}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      onMouseDown={preventFocusOnPress ? (event) => event.preventDefault() : undefined}
      onClick={(event) => {
        if (isPending) return;
        // Safari does not focus a clicked button, and a dialog gives the focus back to where it was.
        if (!preventFocusOnPress) event.currentTarget.focus({ preventScroll: true });
        onPress?.();
      }}
    />
  );
}
