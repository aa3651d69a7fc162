'use client';

import { useParley } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { Hand, Search, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Menu, MenuChoice, MenuItem, MenuSeparator, MenuTrigger } from '@/ui/menu';
import { SelectButton } from '@/ui/select-button';
import { ColleagueDialog } from './colleague-dialog';
import { useColleagues } from './use-colleagues';
import { useDeskKeys } from './use-desk-keys';

interface AssigneeMenuProps {
  ticket: SupportTicketDto;
  isDisabled: boolean;
  onChange: (assigneeId: string | null) => void;
}

/** Whose ticket it is. A free one can be taken with one press. */
export function AssigneeMenu({ ticket, isDisabled, onChange }: AssigneeMenuProps) {
  const t = useTranslations();
  const { me } = useParley();
  const colleagues = useColleagues();
  const [isSearching, setIsSearching] = useState(false);
  const { assignee } = ticket;
  const isClosed = ticket.state === 'closed';
  const [isOpen, setIsOpen] = useState(false);
  useDeskKeys({ a: () => setIsOpen(!isDisabled && !isClosed) });

  return (
    <>
      <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
        <SelectButton label={t('desk.assignee')} isDisabled={isDisabled || isClosed}>
          {assignee ? <bdi>{assignee.id === me.id ? t('desk.me') : assignee.name}</bdi> : t('desk.nobody')}
        </SelectButton>
        <Menu
          aria-label={t('desk.assignee')}
          placement="bottom start"
          onAction={(key) => {
            if (key === 'search') setIsSearching(true);
            else if (key === 'nobody') onChange(null);
          }}
        >
          <MenuChoice title={t('desk.changeAssignee')} selectedKey={assignee?.id} onSelect={onChange}>
            <MenuItem id={me.id} textValue={t('desk.me')}>
              {t('desk.me')}
            </MenuItem>
            {colleagues.map((user) => (
              <MenuItem key={user.id} id={user.id} textValue={user.name}>
                <bdi>{user.name}</bdi>
              </MenuItem>
            ))}
          </MenuChoice>
          <MenuSeparator />
          <MenuItem id="search" icon={Search}>
            {t('desk.somebodyElse')}
          </MenuItem>
          {assignee && (
            <MenuItem id="nobody" icon={UserX}>
              {t('desk.backToQueue')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {!assignee && !isClosed && (
        <Button
          size="sm"
          variant="support"
          isDisabled={isDisabled}
          onPress={() => onChange(me.id)}
          className="max-tablet:order-first"
        >
          <Hand aria-hidden className="size-4" />
          {t('desk.claim')}
        </Button>
      )}
      <ColleagueDialog
        isOpen={isSearching}
        onClose={() => setIsSearching(false)}
        onPick={(userId) => {
          setIsSearching(false);
          onChange(userId);
        }}
      />
    </>
  );
}
