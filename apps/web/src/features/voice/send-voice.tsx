'use client';

import { ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Press } from '@/ui/press';

interface SendVoiceProps {
  onSend: () => void;
  isPending: boolean;
}

/** Where the composer's send button is, and as it looks. */
export function SendVoice({ onSend, isPending }: SendVoiceProps) {
  const t = useTranslations('voice');
  return (
    <Press
      onPress={onSend}
      isPending={isPending}
      aria-label={t('send')}
      title={t('send')}
      className="ease edge hit grid flex-none place-items-center rounded-md bg-accent text-on-accent transition-colors hover:bg-accent-hover"
    >
      <ArrowUp aria-hidden className="size-5" />
    </Press>
  );
}
