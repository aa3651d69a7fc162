'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Switch } from '@/ui/switch';
import { DeskForm } from './desk-form';

interface ShelfFormProps extends Omit<ComponentProps<typeof DeskForm>, 'saveText'> {
  isTeam: boolean;
  onTeam: (isTeam: boolean) => void;
}

/** The frame of a form for what the desk keeps: whose it is, beside its fields. */
export function ShelfForm({ isTeam, onTeam, children, ...frame }: ShelfFormProps) {
  const t = useTranslations('desk.shelf');
  return (
    <DeskForm {...frame} saveText={t('save')}>
      {children}
      <Switch isSelected={isTeam} onChange={onTeam}>
        {t('forTeam')}
        <span className="block text-xs text-quiet">{t('forTeamText')}</span>
      </Switch>
    </DeskForm>
  );
}
