'use client';

import { MicOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, IconButton } from '@/ui/button';
import { Spinner } from '@/ui/spinner';
import type { MicFault } from './mic-fault';

interface FaultRowProps {
  fault: MicFault;
  onRetry: () => void;
  onClose: () => void;
}

/** No other try helps these. */
const FINAL: ReadonlySet<MicFault> = new Set(['insecure', 'unsupported']);

/** Why nothing is recorded, and what the person can do about it. */
export function FaultRow({ fault, onRetry, onClose }: FaultRowProps) {
  const t = useTranslations('voice');
  return (
    <>
      <p role="alert" className="flex min-w-0 flex-1 items-start gap-2 self-center px-1.5 py-1 text-sm">
        <MicOff aria-hidden className="mt-0.5 size-4 flex-none text-danger" />
        {t(`fault.${fault}`)}
      </p>
      {!FINAL.has(fault) && (
        <Button size="sm" onPress={onRetry} data-main className="self-center">
          {t('retry')}
        </Button>
      )}
      <IconButton label={t('close')} onPress={onClose} data-main={FINAL.has(fault) || undefined}>
        <X aria-hidden className="size-5" />
      </IconButton>
    </>
  );
}

/** Until the person has answered the browser's question for the microphone. */
export function AskingRow({ onClose }: { onClose: () => void }) {
  const t = useTranslations('voice');
  return (
    <>
      <p role="status" className="flex min-w-0 flex-1 items-center gap-2 self-center px-1.5 text-sm text-soft">
        <Spinner className="size-4 flex-none" />
        {t('asking')}
      </p>
      <IconButton label={t('close')} onPress={onClose} data-main>
        <X aria-hidden className="size-5" />
      </IconButton>
    </>
  );
}
