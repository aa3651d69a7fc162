'use client';

import { Mic } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { PointerEvent, Ref } from 'react';
import { iconButtonStyle } from '@/ui/button-style';
import { cx } from '@/ui/cx';
import type { VoicePress, VoiceStart } from './voice-start';

interface VoiceButtonProps {
  ref?: Ref<HTMLButtonElement>;
  onOpen: (start: VoiceStart) => void;
  isHeld: boolean;
  isHidden: boolean;
}

/** Records while it is held, or hands-free after a tap. It stays in the page while it is held: a finger on nothing is lost. */
export function VoiceButton({ ref, onOpen, isHeld, isHidden }: VoiceButtonProps) {
  const t = useTranslations('voice');
  return (
    <button
      ref={ref}
      type="button"
      title={t('record')}
      aria-label={t('record')}
      hidden={isHidden}
      className={cx(iconButtonStyle, 'touch-none [-webkit-touch-callout:none]', isHeld && 'bg-danger-soft text-danger')}
      onContextMenu={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.button === 0 && event.isPrimary) onOpen({ press: follow(event), draft: null });
      }}
      // By key, or by a reader's device; the click of a pointer comes after what its press did.
      onClick={({ detail }) => detail === 0 && onOpen({ press: null, draft: null })}
    >
      <Mic aria-hidden className="size-5" />
    </button>
  );
}

/** The recorder's code may still be on its way when the finger is lifted. */
function follow({ clientX, clientY }: PointerEvent): VoicePress {
  const press = { isHeld: true, x: clientX, y: clientY, at: performance.now() };
  const end = () => {
    press.isHeld = false;
  };
  for (const event of ['pointerup', 'pointercancel']) window.addEventListener(event, end, { once: true });
  return press;
}
