'use client';

import { useParley } from '@app/client/react';
import type { ChatDto, ChatMemberDto, MemberRole } from '@app/contracts';
import { Crown, MessageCircle, ShieldCheck, ShieldOff, UserMinus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { isolate } from '@/ui/text';
import { ConfirmChange } from './confirm-change';
import { rightsIn } from './group-rights';

export interface MemberTarget {
  member: ChatMemberDto;
  anchor: HTMLElement;
}

interface MemberMenuProps {
  chat: ChatDto;
  target: MemberTarget | null;
  onClose: () => void;
}

/** What can be done with one person of a group; one menu for all of them. */
export default function MemberMenu({ chat, target, onClose }: MemberMenuProps) {
  const t = useTranslations('group');
  const { chats, me } = useParley();
  const router = useRouter();
  const attempt = useAttempt();
  // Kept while it closes
  const last = useRef(target);
  last.current = target ?? last.current;
  const [asked, setAsked] = useState<{ member: ChatMemberDto; kind: 'remove' | 'owner' } | null>(null);
  if (!last.current) return null;

  const { member, anchor } = last.current;
  const rights = rightsIn(chat, me.id);
  const name = isolate(member.user.name);
  const setRole = (role: MemberRole) => void attempt(() => chats.setRole(chat.id, member.userId, role));
  const write = () =>
    void attempt(async () => router.push(`/chats/${(await chats.create({ memberIds: [member.userId] })).id}`));

  return (
    <>
      <Menu
        anchor={{ current: anchor }}
        isOpen={target !== null}
        onClose={onClose}
        placement="bottom end"
        aria-label={t('actionsOf', { name })}
      >
        <MenuItem icon={MessageCircle} onAction={write}>
          {t('message', { name })}
        </MenuItem>
        {rights.mayGiveRoles && member.role === 'member' && (
          <MenuItem icon={ShieldCheck} onAction={() => setRole('admin')}>
            {t('makeAdmin')}
          </MenuItem>
        )}
        {rights.mayGiveRoles && member.role === 'admin' && (
          <MenuItem icon={ShieldOff} onAction={() => setRole('member')}>
            {t('makeMember')}
          </MenuItem>
        )}
        {rights.mayGiveRoles && (
          <MenuItem icon={Crown} onAction={() => setAsked({ member, kind: 'owner' })}>
            {t('makeOwner')}
          </MenuItem>
        )}
        {rights.mayRemove(member) && <MenuSeparator />}
        {rights.mayRemove(member) && (
          <MenuItem icon={UserMinus} tone="danger" onAction={() => setAsked({ member, kind: 'remove' })}>
            {t('remove')}
          </MenuItem>
        )}
      </Menu>
      {asked && <Question chat={chat} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface QuestionProps {
  chat: ChatDto;
  member: ChatMemberDto;
  kind: 'remove' | 'owner';
  onClose: () => void;
}

function Question({ chat, member, kind, onClose }: QuestionProps) {
  const t = useTranslations('group');
  const { chats } = useParley();
  const name = isolate(member.user.name);
  const isRemoval = kind === 'remove';
  return (
    <ConfirmChange
      title={t(isRemoval ? 'removeTitle' : 'ownerTitle', { name })}
      confirmText={t(isRemoval ? 'removeConfirm' : 'ownerConfirm')}
      variant={isRemoval ? 'danger' : 'primary'}
      change={() =>
        isRemoval ? chats.removeMember(chat.id, member.userId) : chats.setRole(chat.id, member.userId, 'owner')
      }
      onClose={onClose}
    >
      {t(isRemoval ? 'removeText' : 'ownerText', { name })}
    </ConfirmChange>
  );
}
