'use client';

import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/dialog';
import { TeamRow } from './team-row';
import { useAgents } from './use-desk';

interface TeamDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Who of the desk is here, takes tickets, and how many they have. Leads say how many anybody may have. */
export default function TeamDialog({ isOpen, onClose }: TeamDialogProps) {
  const t = useTranslations();
  const { me } = useParley();
  const { agents } = useAgents();
  return (
    <Dialog kind="sheet" title={t('desk.agents.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <div className="scroll-y px-5 pb-5">
        <p className="mb-3 text-sm text-soft">{t('desk.agents.text')}</p>
        <ul aria-label={t('desk.agents.title')} className="grid gap-1">
          {agents.map((agent) => (
            <TeamRow key={agent.user.id} agent={agent} mayChange={me.role === 'admin'} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
