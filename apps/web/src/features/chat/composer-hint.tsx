'use client';

import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { KeyHint } from '@/ui/key-hint';
import { useChatScope } from './chat-context';

/** For a pointer and a keyboard only; a phone needs the room. */
export function ComposerHint() {
  const t = useTranslations();
  const { chat, me } = useChatScope();
  return (
    <p className="flex items-center gap-1.5 px-2 pt-2 text-2xs text-quiet max-tablet:hidden">
      {chat.context && (
        <>
          <ShieldCheck aria-hidden className="size-3.5" />
          {t('chat.safety')}
        </>
      )}
      <span className="ms-auto inline-flex items-center gap-1.5">
        <KeyHint>Enter</KeyHint> {t('composer.enterSends')}
        {!me.isGuest && (
          <>
            <KeyHint>?</KeyHint> {t('composer.shortcuts')}
          </>
        )}
      </span>
    </p>
  );
}
