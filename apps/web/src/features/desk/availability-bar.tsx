'use client';

import { useParley } from '@app/client/react';
import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { IconButton } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { Switch } from '@/ui/switch';
import { useOnceOpen } from '@/ui/use-once-open';
import { useAgents, useDesk } from './use-desk';

const TeamDialog = lazyPart(() => import('./team-dialog'));

/** Whether tickets come to oneself, how many one has, and the way to the others. Nothing until it is known. */
export function AvailabilityBar() {
  const t = useTranslations('desk.agents');
  const { me } = useParley();
  const desk = useDesk();
  const { agents } = useAgents();
  const attempt = useAttempt();
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  const mine = agents.find(({ user }) => user.id === me.id);
  if (!mine) return null;
  const { isAccepting, load, capacity } = mine;
  return (
    <div className="flex flex-none items-center gap-2 border-t border-line bg-surface py-2 ps-4 pe-3">
      <div className="min-w-0 flex-1">
        <Switch isSelected={isAccepting} onChange={(next) => void attempt(() => desk.agents.setAccepting(next))}>
          <span className="block text-sm leading-snug font-name">{t(isAccepting ? 'on' : 'off')}</span>
          <span className="tabular block text-xs text-quiet">
            {t('load', { load: `${load}`, capacity: `${capacity}` })}
          </span>
        </Switch>
      </div>
      <IconButton label={t('title')} onPress={() => setIsOpen(true)}>
        <Users aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      {isLoaded && <TeamDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </div>
  );
}
