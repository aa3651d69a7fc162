'use client';

import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { ChangeFault } from './change-fault';
import { useDesk } from './use-desk';
import { useTicketChange } from './use-ticket-change';

const REASON_MAX = 1_000;

interface EscalateDialogProps {
  ticket: SupportTicketDto;
  isOpen: boolean;
  onClose: () => void;
}

/** Passes a ticket up to whichever lead has the least to do. Why is for the lead, never for the customer. */
export default function EscalateDialog({ ticket, isOpen, onClose }: EscalateDialogProps) {
  const t = useTranslations();
  return (
    <Dialog
      title={t('desk.escalateTitle', { number: `${ticket.number}` })}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={t('app.close')}
    >
      <EscalateForm ticket={ticket} onDone={onClose} />
    </Dialog>
  );
}

function EscalateForm({ ticket, onDone }: { ticket: SupportTicketDto; onDone: () => void }) {
  const t = useTranslations();
  const desk = useDesk();
  const { run, isBusy, fault } = useTicketChange(ticket);
  const [reason, setReason] = useState('');
  const submit = async () => {
    if (await run(() => desk.escalate(ticket.id, { reason: reason.trim() }))) onDone();
  };
  return (
    <Form
      validationBehavior="aria"
      className="grid grid-cols-[minmax(0,1fr)] gap-4 px-5 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() && !isBusy) void submit();
      }}
    >
      <p className="text-sm text-soft">{t('desk.escalateText')}</p>
      <TextField
        autoFocus
        label={t('desk.escalateReason')}
        hint={t('desk.noteHint')}
        dir="auto"
        rows={4}
        maxLength={REASON_MAX}
        value={reason}
        onChange={setReason}
      />
      <ChangeFault text={fault} className="pt-0" />
      <footer className="flex justify-end gap-2">
        <Button onPress={onDone}>{t('app.cancel')}</Button>
        <Button type="submit" variant="support" isPending={isBusy} isDisabled={!reason.trim()}>
          {t('desk.escalateDo')}
        </Button>
      </footer>
    </Form>
  );
}
