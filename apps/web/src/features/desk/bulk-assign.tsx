'use client';

import { Search, UserRoundPlus, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MenuItem, MenuSeparator } from '@/ui/menu';
import { BulkMenu, type BulkPart } from './bulk-menu';
import { ColleagueDialog } from './colleague-dialog';
import { useColleagues } from './use-colleagues';

/** To oneself, a colleague, or nobody. */
export function BulkAssign({ apply, isDisabled }: BulkPart) {
  const t = useTranslations('desk');
  const colleagues = useColleagues();
  const [isSearching, setIsSearching] = useState(false);
  const assign = (assigneeId: string | null) => apply([{ kind: 'assign', assigneeId }]);
  const choose = (key: string) => {
    if (key === 'search') setIsSearching(true);
    else assign(key === 'nobody' ? null : key);
  };
  return (
    <>
      <BulkMenu label={t('changeAssignee')} icon={UserRoundPlus} isDisabled={isDisabled} onAction={choose}>
        <MenuItem id="me">{t('me')}</MenuItem>
        {colleagues.map(({ id, name }) => (
          <MenuItem key={id} id={id} textValue={name}>
            <bdi>{name}</bdi>
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem id="search" icon={Search}>
          {t('somebodyElse')}
        </MenuItem>
        <MenuItem id="nobody" icon={UserX}>
          {t('backToQueue')}
        </MenuItem>
      </BulkMenu>
      <ColleagueDialog
        isOpen={isSearching}
        onClose={() => setIsSearching(false)}
        onPick={(userId) => {
          setIsSearching(false);
          assign(userId);
        }}
      />
    </>
  );
}
