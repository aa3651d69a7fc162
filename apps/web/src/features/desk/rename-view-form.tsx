'use client';

import { useParley, useStore } from '@app/client/react';
import type { SavedViewDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { useDesk } from './use-desk';
import { useViewSaving } from './use-view-saving';

/** Another name for a saved queue; what it shows, and to whom, stays. */
export function RenameViewForm({ view, onEnd }: { view: SavedViewDto; onEnd: () => void }) {
  const t = useTranslations();
  const { limits } = useParley();
  const max = useStore(limits, (state) => state.titleMaxCodePoints);
  const { views } = useDesk();
  const [name, setName] = useState(view.name);
  const { save, isSaving, fault } = useViewSaving(onEnd);
  const wanted = name.trim();

  return (
    <Form
      validationBehavior="aria"
      className="grid grid-cols-[minmax(0,1fr)] gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === view.name) onEnd();
        else if (wanted)
          void save(() => views.update(view.id, { name: wanted, isTeam: view.isTeam, query: view.query }));
      }}
    >
      <TextField
        autoFocus
        label={t('desk.saved.newName')}
        dir="auto"
        maxLength={max}
        value={name}
        onChange={setName}
        error={fault}
        onKeyDown={(event) => {
          // It ends the renaming, not the dialog around it.
          if (event.key === 'Escape') onEnd();
          else event.continuePropagation();
        }}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" onPress={onEnd}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" size="sm" variant="primary" isPending={isSaving} isDisabled={!wanted}>
          {t('desk.saved.save')}
        </Button>
      </div>
    </Form>
  );
}
