'use client';

import type { ChatDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { isolate } from '@/ui/text';

/** From the people of a chat to what became of their news; for admins. */
export default function LogLinks({ chat, meId }: { chat: ChatDto; meId: string }) {
  const t = useTranslations('decisions');
  return (
    <ul className="grid gap-1">
      {chat.members
        .filter(({ userId }) => userId !== meId)
        .map(({ userId, user }) => (
          <li key={userId}>
            <Link href={`/settings/log?user=${userId}`} className="text-sm text-accent-text wrap-anywhere">
              {t('logOf', { name: isolate(user.name) })}
            </Link>
          </li>
        ))}
    </ul>
  );
}
