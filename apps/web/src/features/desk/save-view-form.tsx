'use client';

import { ParleyError } from '@app/client';
import { useParley, useStore, useTickets } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { Switch } from '@/ui/switch';
import { TextField } from '@/ui/text-field';
import { queryOf } from './saved-view';
import { useDesk } from './use-desk';

/** A name for what the queue shows now; leads may give it to the whole team. */
export function SaveViewForm({ onSaved }: { onSaved: () => void }) {
  const t = useTranslations('desk.saved');
  const errorText = useErrorText();
  const { me, limits } = useParley();
  const max = useStore(limits, (state) => state.titleMaxCodePoints);
  const desk = useDesk();
  const view = useTickets((state) => state.view);
  const [name, setName] = useState('');
  const [isTeam, setIsTeam] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [fault, setFault] = useState<string | undefined>();

  const save = async () => {
    setIsSaving(true);
    setFault(undefined);
    try {
      await desk.views.create({ name: name.trim(), isTeam, query: queryOf(view) });
      onSaved();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setFault(thrown.code === 'CONFLICT' ? t('taken') : t('failed', { reason: errorText(thrown.code) }));
    } finally {
      setIsSaving(false);
    }
  };

  return (
    <Form
      validationBehavior="aria"
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !isSaving) void save();
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
