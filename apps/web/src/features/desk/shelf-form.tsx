'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { Switch } from '@/ui/switch';
import { ChangeFault } from './change-fault';

interface ShelfFormProps {
  isTeam: boolean;
  onTeam: (isTeam: boolean) => void;
  isSaving: boolean;
  fault: string | null;
  onSubmit: () => void;
  onCancel: () => void;
  /** Its fields. */
  children: ReactNode;
}

/** The frame of a form for what the desk keeps: whose it is, what went wrong, and the way out. */
export function ShelfForm({ isTeam, onTeam, isSaving, fault, onSubmit, onCancel, children }: ShelfFormProps) {
  const t = useTranslations();
  return (
    <Form
      validationBehavior="aria"
      className="scroll-y grid grid-cols-[minmax(0,1fr)] gap-4 px-5 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) onSubmit();
      }}
    >
      {children}
      <Switch isSelected={isTeam} onChange={onTeam}>
        {t('desk.shelf.forTeam')}
        <span className="block text-xs text-quiet">{t('desk.shelf.forTeamText')}</span>
      </Switch>
      <ChangeFault text={fault} className="pt-0" />
      <footer className="flex justify-end gap-2">
        <Button onPress={onCancel}>{t('app.cancel')}</Button>
        <Button type="submit" variant="support" isPending={isSaving}>
          {t('desk.shelf.save')}
        </Button>
      </footer>
    </Form>
  );
}
