'use client';

import { usePresence } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { useChatScope } from './chat-context';
import { usePresenceText } from './use-presence-text';

/** Everybody in the chat, oneself last. */
export function PeopleList() {
  const t = useTranslations('chat');
  const { chat, me } = useChatScope();
  const people = chat.members.map((member) => member.user);
  const others = people.filter((user) => user.id !== me.id);
  const self = people.filter((user) => user.id === me.id);
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('people')}</h3>
      <ul>
        {[...others, ...self].map((user) => (
          <Person key={user.id} user={user} isMe={user.id === me.id} />
        ))}
      </ul>
    </section>
  );
}

function Person({ user, isMe }: { user: UserDto; isMe: boolean }) {
  const t = useTranslations('user');
  const presence = usePresence(isMe ? null : user.id);
  const presenceText = usePresenceText(presence);
  return (
    <li className="flex items-center gap-3 py-1.5 text-sm">
      <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="m" presence={presence?.state} />
      <span className="min-w-0 flex-1">
        <b className="one-line block font-name">
          <bdi>{user.name}</bdi>
          {isMe && ` (${t('you')})`}
        </b>
        <small className="block text-xs text-quiet">
          {user.role === 'user' && presenceText ? presenceText : t(`role.${user.role}`)}
        </small>
      </span>
    </li>
  );
}
