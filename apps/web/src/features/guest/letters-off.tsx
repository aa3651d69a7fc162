'use client';

import { useParley } from '@app/client/react';
import { BellOff, Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAttempt } from '@/features/shell/use-attempt';
import { Button } from '@/ui/button';
import { useLetters } from './use-letters';

/** For a guest who left our letters by the link in one of them: the way back. Nothing while letters come. */
export function LettersOff() {
  const t = useTranslations('guest');
  const { me } = useParley();
  const { isOn, wasTurnedOn, turnOn } = useLetters();
  const attempt = useAttempt();
  return (
    <>
      {isOn === false && (
        <section
          aria-label={t('lettersLabel')}
          className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-2 text-sm text-soft max-tablet:px-3"
        >
          <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
            <BellOff aria-hidden className="mt-0.5 size-4 flex-none" />
            <span className="wrap-anywhere">{t.rich('lettersOff', { email: () => <bdi>{me.email}</bdi> })}</span>
          </p>
          <Button variant="link" onPress={() => void attempt(turnOn)}>
            <Mail aria-hidden className="size-4" />
            {t('lettersTurnOn')}
          </Button>
        </section>
      )}
      {/* The button is gone by then: somebody must say that it worked. */}
      <p role="status" className="sr-only">
        {wasTurnedOn && t('lettersOn')}
      </p>
    </>
  );
}
