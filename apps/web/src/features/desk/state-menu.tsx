'use client';

import { type SupportTicketDto, TICKET_TRANSITIONS, type TicketState } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/dialog';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';
import { SelectButton } from '@/ui/select-button';
import { StateDot } from './state-dot';
import { useDeskKeys } from './use-desk-keys';

interface StateMenuProps {
  ticket: SupportTicketDto;
  isDisabled: boolean;
  onChange: (state: TicketState) => void;
}

/** Only the steps that are possible from here; closing is final and asks first. */
export function StateMenu({ ticket, isDisabled, onChange }: StateMenuProps) {
  const t = useTranslations();
  const [isClosing, setIsClosing] = useState(false);
  const { state } = ticket;
  const next = TICKET_TRANSITIONS[state];
  const needsAssignee = ticket.assignee === null;
  const [isOpen, setIsOpen] = useState(false);
  useDeskKeys({ e: () => setIsOpen(!isDisabled && next.length > 0) });

  const choose = (key: string) => {
    const chosen = next.find((candidate) => candidate === key);
    if (chosen === 'closed') setIsClosing(true);
    else if (chosen) onChange(chosen);
  };

  return (
    <>
      <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
        <SelectButton
          label={t('desk.status')}
          icon={<StateDot state={state} />}
          isDisabled={isDisabled || next.length === 0}
        >
          {t(`support.state.${state}`)}
        </SelectButton>
        <Menu aria-label={t('desk.status')} placement="bottom start">
          <MenuChoice title={t('desk.changeStatus')} selectedKey={state} onSelect={choose}>
            {[state, ...next].map((id) => (
              <MenuItem
                key={id}
                id={id}
                isDisabled={id === 'solved' && needsAssignee}
                textValue={t(`support.state.${id}`)}
              >
                <span className="block py-1.5 leading-snug">
                  {t(`support.state.${id}`)}
                  <span className="block text-xs text-quiet">
                    {id === 'solved' && needsAssignee ? t('desk.needsAssignee') : t(`desk.stateHint.${id}`)}
                  </span>
                </span>
              </MenuItem>
            ))}
          </MenuChoice>
        </Menu>
      </MenuTrigger>
      <ConfirmDialog
        title={t('desk.closeTitle', { number: `${ticket.number}` })}
        isOpen={isClosing}
        onClose={() => setIsClosing(false)}
        onConfirm={() => {
          setIsClosing(false);
          onChange('closed');
        }}
        confirmText={t('desk.close')}
        cancelText={t('app.cancel')}
      >
        {t('desk.closeText')}
      </ConfirmDialog>
    </>
  );
}
