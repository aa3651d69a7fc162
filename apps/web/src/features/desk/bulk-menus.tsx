'use client';

import { TICKET_PRIORITIES, TICKET_STATES } from '@app/contracts';
import { ChevronsUpDown, CircleDot } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/dialog';
import { MenuItem } from '@/ui/menu';
import { BulkMenu, type BulkPart } from './bulk-menu';
import { PRIORITY_ICON } from './priority-menu';

/** Any state; tickets that cannot go there refuse it one by one. Closing is final and asks first. */
export function BulkState({ apply, isDisabled, count }: BulkPart) {
  const t = useTranslations();
  const [isClosing, setIsClosing] = useState(false);
  const choose = (key: string) => {
    const state = TICKET_STATES.find((id) => id === key);
    if (state === 'closed') setIsClosing(true);
    else if (state) apply([{ kind: 'state', state }]);
  };
  return (
    <>
      <BulkMenu label={t('desk.changeStatus')} icon={CircleDot} isDisabled={isDisabled} onAction={choose}>
        {TICKET_STATES.filter((id) => id !== 'new').map((id) => (
          <MenuItem key={id} id={id}>
            {t(`support.state.${id}`)}
          </MenuItem>
        ))}
      </BulkMenu>
      <ConfirmDialog
        title={t('desk.bulk.closeTitle', { count })}
        isOpen={isClosing}
        onClose={() => setIsClosing(false)}
        onConfirm={() => {
          setIsClosing(false);
          apply([{ kind: 'state', state: 'closed' }]);
        }}
        confirmText={t('desk.bulk.close')}
        cancelText={t('app.cancel')}
      >
        {t('desk.closeText')}
      </ConfirmDialog>
    </>
  );
}

export function BulkPriority({ apply, isDisabled }: BulkPart) {
  const t = useTranslations();
  const choose = (key: string) => {
    const priority = TICKET_PRIORITIES.find((id) => id === key);
    if (priority) apply([{ kind: 'priority', priority }]);
  };
  return (
    <BulkMenu label={t('desk.changePriority')} icon={ChevronsUpDown} isDisabled={isDisabled} onAction={choose}>
      {TICKET_PRIORITIES.map((id) => (
        <MenuItem key={id} id={id} icon={PRIORITY_ICON[id]}>
          {t(`support.priority.${id}`)}
        </MenuItem>
      ))}
    </BulkMenu>
  );
}
