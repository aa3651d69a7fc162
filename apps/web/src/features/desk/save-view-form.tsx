'use client';

import { useParley, useStore, useTickets } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { Switch } from '@/ui/switch';
import { TextField } from '@/ui/text-field';
import { queryOf } from './saved-view';
import { useDesk } from './use-desk';
import { useViewSaving } from './use-view-saving';

/** A name for what the queue shows now; leads may give it to the whole team. */
export function SaveViewForm({ onSaved }: { onSaved: () => void }) {
  const t = useTranslations('desk.saved');
  const { me, limits } = useParley();
  const max = useStore(limits, (state) => state.titleMaxCodePoints);
  const { views } = useDesk();
  const view = useTickets((state) => state.view);
  const [name, setName] = useState('');
  const [isTeam, setIsTeam] = useState(false);
  const { save, isSaving, fault } = useViewSaving(onSaved);

  return (
    <Form
      validationBehavior="aria"
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) void save(() => views.create({ name: name.trim(), isTeam, query: queryOf(view) }));
      }}
    >
      <TextField
        autoFocus
        label={t('name')}
        hint={t('nameHint')}
        dir="auto"
        maxLength={max}
        value={name}
        onChange={setName}
        error={fault}
      />
      {me.role === 'admin' && (
        <Switch isSelected={isTeam} onChange={setIsTeam}>
          {t('forTeam')}
        </Switch>
      )}
      <Button
        type="submit"
        variant="primary"
        isPending={isSaving}
        isDisabled={!name.trim()}
        className="justify-self-end"
      >
        {t('save')}
      </Button>
    </Form>
  );
}
