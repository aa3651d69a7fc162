'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { ChangeFault } from './change-fault';

interface DeskFormProps {
  saveText: string;
  isSaving: boolean;
  fault: string | null;
  /** Not called again while it saves. */
  onSubmit: () => void;
  onCancel: () => void;
  /** Its fields. */
  children: ReactNode;
}

/** The frame of a form in a dialog of the desk: its fields, what went wrong, and the ways out. */
export function DeskForm({ saveText, isSaving, fault, onSubmit, onCancel, children }: DeskFormProps) {
  const t = useTranslations('app');
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
      <ChangeFault text={fault} className="pt-0" />
      <footer className="flex justify-end gap-2">
        <Button onPress={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="support" isPending={isSaving}>
          {saveText}
        </Button>
      </footer>
    </Form>
  );
}
