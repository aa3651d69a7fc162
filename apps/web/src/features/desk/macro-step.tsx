'use client';

import { TICKET_PRIORITIES, TICKET_STATES, type TicketAction } from '@app/contracts';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCategoryOptions } from '@/features/category/use-categories';
import { IconButton } from '@/ui/button';
import { SelectField } from '@/ui/select-field';
import { TextField } from '@/ui/text-field';
import { ACTION_KINDS, firstOf } from './macro-draft';
import { VariantFields } from './variant-fields';

interface MacroStepProps {
  index: number;
  action: TicketAction;
  onChange: (action: TicketAction) => void;
  onRemove: () => void;
}

/** One step of a macro: what is done, and with what. */
export function MacroStep({ index, action, onChange, onRemove }: MacroStepProps) {
  const t = useTranslations('desk.macro');
  const number = `${index + 1}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-line p-3">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <SelectField
            label={t('step', { number })}
            value={action.kind}
            onChange={(kind) => kind && onChange(firstOf(kind))}
            options={ACTION_KINDS.map((id) => ({ id, text: t(`kind.${id}`) }))}
          />
        </div>
        <IconButton label={t('removeStep', { number })} onPress={onRemove}>
          <Trash2 aria-hidden className="size-4.5" strokeWidth={1.75} />
        </IconButton>
      </div>
      <StepValue action={action} onChange={onChange} />
    </li>
  );
}

function StepValue({ action, onChange }: Pick<MacroStepProps, 'action' | 'onChange'>) {
  const t = useTranslations();
  switch (action.kind) {
    case 'state':
      return (
        <SelectField
          label={t('desk.state')}
          value={action.state}
          onChange={(state) => state && onChange({ ...action, state })}
          options={TICKET_STATES.filter((id) => id !== 'new').map((id) => ({ id, text: t(`support.state.${id}`) }))}
        />
      );
    case 'priority':
      return (
        <SelectField
          label={t('desk.priority')}
          value={action.priority}
          onChange={(priority) => priority && onChange({ ...action, priority })}
          options={TICKET_PRIORITIES.map((id) => ({ id, text: t(`support.priority.${id}`) }))}
        />
      );
    case 'category':
      return <CategoryValue action={action} onChange={onChange} />;
    case 'assign':
      return <AssignValue action={action} onChange={onChange} />;
    case 'addTag':
    case 'removeTag':
      return (
        <TextField
          label={t('desk.tag')}
          dir="auto"
          maxLength={40}
          value={action.tag}
          onChange={(tag) => onChange({ ...action, tag })}
        />
      );
    case 'snooze':
      return (
        <TextField
          label={t('desk.macro.hours')}
          inputMode="numeric"
          maxLength={4}
          value={action.hours ? `${action.hours}` : ''}
          onChange={(text) => onChange({ ...action, hours: Number(text.replace(/\D/g, '')) })}
        />
      );
    case 'escalate':
      return (
        <TextField
          label={t('desk.escalateReason')}
          dir="auto"
          rows={2}
          maxLength={1_000}
          value={action.reason}
          onChange={(reason) => onChange({ ...action, reason })}
        />
      );
    case 'note':
      return (
        <TextField
          label={t('desk.noteLabel')}
          dir="auto"
          rows={3}
          value={action.text}
          onChange={(text) => onChange({ ...action, text })}
        />
      );
    case 'reply':
      return <VariantFields value={action.variants} onChange={(variants) => onChange({ ...action, variants })} />;
  }
}

interface CategoryValueProps {
  action: Extract<TicketAction, { kind: 'category' }>;
  onChange: (action: TicketAction) => void;
}

function CategoryValue({ action, onChange }: CategoryValueProps) {
  const t = useTranslations('desk');
  return (
    <SelectField
      label={t('category')}
      value={action.category}
      onChange={(category) => category && onChange({ ...action, category })}
      options={useCategoryOptions(action.category)}
    />
  );
}

interface AssignValueProps {
  action: Extract<TicketAction, { kind: 'assign' }>;
  onChange: (action: TicketAction) => void;
}

/** Whoever runs it, or nobody; a colleague that was named through the API stays. */
function AssignValue({ action, onChange }: AssignValueProps) {
  const t = useTranslations('desk');
  const { assigneeId } = action;
  const isNamed = assigneeId !== null && assigneeId !== 'me';
  return (
    <SelectField
      label={t('assignee')}
      anyText={t('nobody')}
      value={assigneeId}
      onChange={(next) => onChange({ ...action, assigneeId: next })}
      options={[{ id: 'me', text: t('macro.whoRuns') }, ...(isNamed ? [{ id: assigneeId, text: t('colleague') }] : [])]}
    />
  );
}
