'use client';

import { usePresence } from '@app/client/react';
import type { ChatMemberDto } from '@app/contracts';
import { EllipsisVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { MemberTarget } from '@/features/group/member-menu';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { Press } from '@/ui/press';
import { Tag } from '@/ui/tag';
import { isolate } from '@/ui/text';
import { useOnceOpen } from '@/ui/use-once-open';
import { useChatScope } from './chat-context';
import { usePresenceText } from './use-presence-text';

const MemberMenu = lazyPart(() => import('@/features/group/member-menu'));
const ResponseBadge = lazyPart(() => import('@/features/response-badge/response-badge'));

/** So many fit beside a chat; of a large group the rest comes when asked for. */
const SHOWN_AT_FIRST = 20;
const RANK = { owner: 0, admin: 1, member: 2 } as const;

/** Everybody in the chat: in a group the owner and admins first, oneself last. */
export function PeopleList() {
  const t = useTranslations();
  const { chat, me } = useChatScope();
  const [areAllShown, setAreAllShown] = useState(false);
  const [target, setTarget] = useState<MemberTarget | null>(null);
  const isMenuLoaded = useOnceOpen(target !== null);
  const others = chat.members.filter(({ userId }) => userId !== me.id).sort((a, b) => RANK[a.role] - RANK[b.role]);
  const people = [...others, ...chat.members.filter(({ userId }) => userId === me.id)];
  const shown = areAllShown ? people : people.slice(0, SHOWN_AT_FIRST);
  const isGroup = chat.type === 'group';
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('chat.people')}</h3>
      <ul aria-label={t('chat.people')}>
        {shown.map((member) => (
          <Person
            key={member.userId}
            member={member}
            isMe={member.userId === me.id}
            isGroup={isGroup}
            hasBadge={chat.type === 'direct' && member.userId !== me.id}
            onMenu={setTarget}
          />
        ))}
      </ul>
      {shown.length < people.length && (
        <Button variant="ghost" size="sm" isWide onPress={() => setAreAllShown(true)}>
          {t('group.showAll', { count: people.length })}
        </Button>
      )}
      {isMenuLoaded && <MemberMenu chat={chat} target={target} onClose={() => setTarget(null)} />}
    </section>
  );
}

interface PersonProps {
  member: ChatMemberDto;
  isMe: boolean;
  isGroup: boolean;
  hasBadge: boolean;
  onMenu: (target: MemberTarget) => void;
}

function Person({ member, isMe, isGroup, hasBadge, onMenu }: PersonProps) {
  const t = useTranslations();
  const { user, role } = member;
  const presence = usePresence(isMe ? null : user.id);
  const presenceText = usePresenceText(presence);
  const button = useRef<HTMLButtonElement>(null);
  // In a group "member" would contradict what somebody is there.
  const roleText = user.role === 'user' && isGroup ? null : t(`user.role.${user.role}`);
  const about = user.role === 'user' ? (presenceText ?? roleText) : roleText;
  return (
    <li className="flex items-center gap-3 py-1.5 text-sm">
      <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="m" presence={presence?.state} />
      <span className="min-w-0 flex-1">
        <b className="one-line block font-name">
          <bdi>{user.name}</bdi>
          {isMe && ` (${t('user.you')})`}
        </b>
        {about && <small className="one-line block text-xs text-quiet">{about}</small>}
        {hasBadge && <ResponseBadge userId={user.id} />}
      </span>
      {isGroup && role !== 'member' && (
        <Tag tone={role === 'owner' ? 'accent' : 'neutral'}>{t(`group.role.${role}`)}</Tag>
      )}
      {isGroup && !isMe && (
        <Press
          ref={button}
          aria-label={t('group.actionsOf', { name: isolate(user.name) })}
          aria-haspopup="menu"
          onPress={() => button.current && onMenu({ member, anchor: button.current })}
          className="hit -me-2 grid flex-none place-items-center rounded-sm text-soft hover:bg-hover hover:text-ink"
        >
          <EllipsisVertical aria-hidden className="size-4" />
        </Press>
      )}
    </li>
  );
}
