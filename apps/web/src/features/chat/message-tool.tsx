'use client';

import type { LucideIcon } from 'lucide-react';
import { cx } from '@/ui/cx';

interface MessageToolProps {
  icon: LucideIcon;
  iconClassName?: string;
  label: string;
  onPress: (anchor: HTMLElement) => void;
}

/** Beside a message under the pointer. Keys have the message's menu, so it is no stop of Tab. */
export function MessageTool({ icon: Icon, iconClassName, label, onPress }: MessageToolProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={(event) => {
        // Safari does not focus a clicked button, and a window gives the focus back to where it was.
        event.currentTarget.focus({ preventScroll: true });
        onPress(event.currentTarget);
      }}
      className="ease grid size-8 flex-none place-items-center rounded-full text-quiet transition-colors hover:bg-hover hover:text-ink"
    >
      <Icon aria-hidden className={cx('size-4', iconClassName)} />
    </button>
  );
}
