'use client';

import type { CannedReplyDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextField } from '@/ui/text-field';
import { ShelfForm } from './shelf-form';
import { useDesk } from './use-desk';
import { useShelfSaving } from './use-shelf-saving';
import { VariantFields, writtenOf } from './variant-fields';

const SHORTCUT = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SHORTCUT_MAX = 40;
const TITLE_MAX = 120;

interface ReplyFormProps {
  reply: CannedReplyDto | null;
  onDone: () => void;
}

/** A canned reply: what is typed after the slash, and what the customer then reads. */
export function ReplyForm({ reply, onDone }: ReplyFormProps) {
  const t = useTranslations('desk.canned');
  const { save, isSaving, isTaken, fault } = useShelfSaving(useDesk().cannedReplies, reply, onDone);
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [title, setTitle] = useState(reply?.title ?? '');
  const [isTeam, setIsTeam] = useState(reply?.isTeam ?? false);
  const [variants, setVariants] = useState(reply?.variants ?? {});
  const [isChecked, setIsChecked] = useState(false);
  const isNamed = SHORTCUT.test(shortcut) && title.trim() !== '';
  const written = writtenOf(variants);
  const isWritten = Object.keys(written).length > 0;
  const submit = () => {
    setIsChecked(true);
    if (isNamed && isWritten) void save({ shortcut, title: title.trim(), isTeam, variants: written });
  };
  return (
    <ShelfForm isTeam={isTeam} onTeam={setIsTeam} isSaving={isSaving} fault={fault} onSubmit={submit} onCancel={onDone}>
      <TextField
        autoFocus
        label={t('shortcut')}
        hint={t('shortcutHint')}
        dir="ltr"
        maxLength={SHORTCUT_MAX}
        value={shortcut}
        onChange={(next) => setShortcut(next.replace(/^\//, '').toLowerCase())}
        error={isTaken ? t('taken') : isChecked && !SHORTCUT.test(shortcut) ? t('shortcutFault') : undefined}
      />
      <TextField
        label={t('name')}
        dir="auto"
        maxLength={TITLE_MAX}
        value={title}
        onChange={setTitle}
        error={isChecked && title.trim() === '' ? t('nameFault') : undefined}
      />
      <VariantFields
        value={variants}
        onChange={setVariants}
        error={isChecked && !isWritten ? t('textFault') : undefined}
      />
    </ShelfForm>
  );
}
