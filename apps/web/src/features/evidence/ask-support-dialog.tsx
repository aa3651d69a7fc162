'use client';

import { DEFAULT_LIMITS, type TicketCategory } from '@app/contracts';
import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { FormError } from '@/features/auth/form-error';
import { useCategoryList, useOfferedCategories } from '@/features/category/use-categories';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField } from '@/ui/select-field';
import { TextField } from '@/ui/text-field';
import { useAskSupport } from './use-ask-support';

interface AskSupportDialogProps {
  chatId: string;
  onClose: () => void;
}

/** Asks the desk to look at a chat, and says before what that means. */
export default function AskSupportDialog({ chatId, onClose }: AskSupportDialogProps) {
  const t = useTranslations();
  return (
    <Dialog title={t('evidence.ask')} isOpen onClose={onClose} closeLabel={t('app.close')}>
      <AskForm chatId={chatId} onClose={onClose} />
    </Dialog>
  );
}

function AskForm({ chatId, onClose }: AskSupportDialogProps) {
  const t = useTranslations();
  const errorText = useErrorText();
  const { ask, isAsking, error } = useAskSupport(chatId);
  const list = useCategoryList();
  const categories = useOfferedCategories(list);
  const [chosen, setChosen] = useState<TicketCategory>('complaint');
  const category = (categories.find(({ id }) => id === chosen) ?? categories[0])?.id;
  const isRefused = Boolean(error?.fields.category);
  useEffect(() => {
    if (isRefused) void list.load();
  }, [list, isRefused]);
  const [reason, setReason] = useState('');
  const submit = async () => {
    if (category && (await ask(category, reason.trim()))) onClose();
  };
  return (
    <Form
      validationBehavior="aria"
      className="scroll-y grid grid-cols-[minmax(0,1fr)] gap-4 px-5 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() && !isAsking) void submit();
      }}
    >
      <p className="text-sm text-soft">{t('evidence.askText')}</p>
      <SelectField
        label={t('support.categoryLabel')}
        value={category ?? null}
        onChange={(next) => next && setChosen(next)}
        error={isRefused ? t('support.fault.category.notAccepted') : undefined}
        options={categories}
      />
      <TextField
        autoFocus
        label={t('support.description')}
        dir="auto"
        rows={4}
        maxLength={DEFAULT_LIMITS.messageMaxCodePoints}
        value={reason}
        onChange={setReason}
      />
      <FormError text={error && !isRefused ? t('auth.failed', { reason: errorText(error.code) }) : null} />
      <footer className="flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" variant="support" isPending={isAsking} isDisabled={!reason.trim()}>
          {!isAsking && <LifeBuoy aria-hidden className="size-4" />}
          {t('evidence.askDo')}
        </Button>
      </footer>
    </Form>
  );
}
