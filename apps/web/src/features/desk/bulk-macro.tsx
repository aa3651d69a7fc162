'use client';

import { Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuItem } from '@/ui/menu';
import { BulkMenu, type BulkPart } from './bulk-menu';
import { useDesk, useShelf } from './use-desk';

/** All steps of a macro on every chosen ticket. */
export function BulkMacro({ apply, isDisabled }: BulkPart) {
  const t = useTranslations('desk.macro');
  const { items } = useShelf(useDesk().macros);
  const choose = (key: string) => {
    const macro = items.find(({ id }) => id === key);
    if (macro) apply(macro.actions);
  };
  if (items.length === 0) return null;
  return (
    <BulkMenu label={t('title')} icon={Zap} isDisabled={isDisabled} onAction={choose}>
      {items.map(({ id, name }) => (
        <MenuItem key={id} id={id} icon={Zap} textValue={name}>
          <bdi>{name}</bdi>
        </MenuItem>
      ))}
    </BulkMenu>
  );
}
