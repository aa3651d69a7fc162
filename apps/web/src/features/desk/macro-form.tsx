'use client';

import type { MacroDto, TicketAction } from '@app/contracts';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { ACTIONS_MAX, firstOf, isWhole, trimmed } from './macro-draft';
import { MacroStep } from './macro-step';
import { ShelfForm } from './shelf-form';
import { useDesk } from './use-desk';
import { useShelfSaving } from './use-shelf-saving';

const NAME_MAX = 120;

interface MacroFormProps {
  macro: MacroDto | null;
  onDone: () => void;
}

/** A macro: its name, and its steps in their order. */
export function MacroForm({ macro, onDone }: MacroFormProps) {
  const t = useTranslations('desk.macro');
  const { save, isSaving, isTaken, fault } = useShelfSaving(useDesk().macros, macro, onDone);
  const [name, setName] = useState(macro?.name ?? '');
  const [isTeam, setIsTeam] = useState(macro?.isTeam ?? false);
  const nextKey = useRef(0);
  const keyed = (action: TicketAction) => ({ key: nextKey.current++, action });
  const [steps, setSteps] = useState(() => (macro?.actions ?? [firstOf('reply')]).map(keyed));
  const [isChecked, setIsChecked] = useState(false);
  const isDone = steps.length > 0 && steps.every(({ action }) => isWhole(action));
  const submit = () => {
    setIsChecked(true);
    const actions = steps.map(({ action }) => trimmed(action));
    if (isDone && name.trim() !== '') void save({ name: name.trim(), isTeam, actions });
  };
  return (
    <ShelfForm
      isTeam={isTeam}
      onTeam={setIsTeam}
      isSaving={isSaving}
      fault={fault ?? (isChecked && !isDone ? t('stepFault') : null)}
      onSubmit={submit}
      onCancel={onDone}
    >
      <TextField
        autoFocus
        label={t('name')}
        dir="auto"
        maxLength={NAME_MAX}
        value={name}
        onChange={setName}
        error={isTaken ? t('taken') : isChecked && name.trim() === '' ? t('nameFault') : undefined}
      />
      <ol aria-label={t('steps')} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {steps.map(({ key, action }, index) => (
          <MacroStep
            key={key}
            index={index}
            action={action}
            onChange={(next) => setSteps(steps.map((step) => (step.key === key ? { key, action: next } : step)))}
            onRemove={() => setSteps(steps.filter((step) => step.key !== key))}
          />
        ))}
      </ol>
      <Button
        size="sm"
        isDisabled={steps.length >= ACTIONS_MAX}
        onPress={() => setSteps([...steps, keyed(firstOf('state'))])}
        className="justify-self-start"
      >
        <Plus aria-hidden className="size-4" />
        {t('addStep')}
      </Button>
    </ShelfForm>
  );
}
