'use client';

import type { Jobs } from '@app/client/admin';
import type { JobDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface JobActionsProps {
  job: JobDto;
  name: string;
  jobs: Jobs;
  onChanged: () => void;
}

/** Tried at once, or not again; the second cannot be taken back, so it is asked about. */
export function JobActions({ job, name, jobs, onChanged }: JobActionsProps) {
  const t = useTranslations('jobs');
  const attempt = useAttempt();
  const [isAsking, setIsAsking] = useState(false);
  const [isPending, setIsPending] = useState(false);

  async function act(what: 'retry' | 'drop') {
    setIsPending(true);
    await attempt(() => jobs[what](job.id));
    setIsPending(false);
    setIsAsking(false);
    onChanged();
  }

  return (
    <div className="col-span-2 flex flex-wrap gap-2">
      <Button size="sm" isPending={isPending} onPress={() => void act('retry')}>
        {t('retry')}
      </Button>
      <Button size="sm" variant="ghost" isDisabled={isPending} onPress={() => setIsAsking(true)}>
        {t('drop')}
      </Button>
      <Dialog
        kind="alert"
        title={t('dropTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        closeLabel={t('keep')}
      >
        <p className="px-5 text-md text-soft">{t('dropText', { name })}</p>
        <div className="flex flex-wrap justify-end gap-2 p-5">
          <Button onPress={() => setIsAsking(false)}>{t('keep')}</Button>
          <Button variant="danger" isPending={isPending} onPress={() => void act('drop')}>
            {t('drop')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
