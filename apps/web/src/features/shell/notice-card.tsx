'use client';

import { CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '@/ui/button';
import { endNotice, type Notice } from './notice';

/** Long enough to read it and to reach "Undo"; it stands still while it has the pointer or the focus. */
const PASSES_AFTER_MS = 10_000;

export default function NoticeCard({ notice }: { notice: Notice }) {
  const t = useTranslations('notice');
  const { onUndo } = notice;
  const hold = usePassing(notice);
  return (
    <div
      {...hold}
      className="edge pop pointer-events-auto flex items-center gap-2 rounded-md bg-raised py-1.5 ps-4 pe-1.5 text-sm text-ink shadow-3 [--ground:var(--surface-raised)]"
    >
      {notice.kind === 'failure' && <CircleAlert aria-hidden className="size-4 flex-none text-danger" />}
      <p className="min-w-0 flex-1 py-1.5 wrap-anywhere">
        {notice.text}
        {notice.detail && <span className="block text-xs text-soft">{notice.detail}</span>}
      </p>
      {onUndo && (
        <Button
          variant="ghost"
          size="sm"
          className="text-accent-text"
          onPress={() => {
            endNotice(notice);
            onUndo();
          }}
        >
          {t('undo')}
        </Button>
      )}
      <IconButton label={t('dismiss')} onPress={() => endNotice(notice)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** Ends a passing notice after its time, counted anew when it was held. */
function usePassing(notice: Notice) {
  const [isHeld, setIsHeld] = useState(false);
  const stays = isHeld || notice.kind === 'lasting';
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => endNotice(notice), PASSES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [notice, stays]);
  const hold = () => setIsHeld(true);
  const release = () => setIsHeld(false);
  return { onPointerEnter: hold, onPointerLeave: release, onFocus: hold, onBlur: release };
}
