'use client';

import type { AgentDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { Avatar } from '@/ui/avatar';
import { Tag } from '@/ui/tag';
import { fieldBox } from '@/ui/text-field';
import { useDesk } from './use-desk';

const CAPACITY_MAX = 200;

/** One of the staff: here or not, taking tickets or not, and how full. */
export function TeamRow({ agent, mayChange }: { agent: AgentDto; mayChange: boolean }) {
  const t = useTranslations('desk.agents');
  const { user, isOnline, isAccepting, load, capacity } = agent;
  return (
    <li className="flex min-h-12 items-center gap-3">
      <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="m" />
      <span className="min-w-0 flex-1">
        <bdi className="one-line block font-name">{user.name}</bdi>
        <span className="block text-xs text-quiet">{t(isOnline ? 'online' : 'offline')}</span>
      </span>
      <Tag tone={isOnline && isAccepting ? 'success' : 'neutral'}>{t(isAccepting ? 'takes' : 'rests')}</Tag>
      {mayChange ? (
        <Capacity agent={agent} />
      ) : (
        <span className="tabular text-sm whitespace-nowrap">
          {t('share', { load: `${load}`, capacity: `${capacity}` })}
        </span>
      )}
    </li>
  );
}

/** What is typed counts when the field is left: half a number is nobody's capacity. */
function Capacity({ agent: { user, load, capacity } }: { agent: AgentDto }) {
  const t = useTranslations('desk.agents');
  const desk = useDesk();
  const attempt = useAttempt();
  const [typed, setTyped] = useState(`${capacity}`);
  const save = () => {
    const next = typed === '' ? capacity : Math.min(Number(typed), CAPACITY_MAX);
    setTyped(`${next}`);
    if (next !== capacity) void attempt(() => desk.agents.setCapacity(user.id, next));
  };
  return (
    <label className="tabular flex items-center gap-1.5 text-sm whitespace-nowrap">
      <span aria-hidden>{load} /</span>
      <span className={`${fieldBox} min-h-9 max-w-14 px-2 touch:min-h-11`}>
        <input
          inputMode="numeric"
          maxLength={3}
          aria-label={t('capacityOf', { name: user.name })}
          value={typed}
          onChange={({ target }) => setTyped(target.value.replace(/\D/g, ''))}
          onBlur={save}
          className="w-full bg-transparent text-center outline-none"
        />
      </span>
    </label>
  );
}
