'use client';

import type { TicketViewersDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { cx } from '@/ui/cx';
import { firstName, isolate } from '@/ui/text';

const FACES_MAX = 3;

/** Who else has the ticket in front of them, so that two do not answer one customer. */
export function ViewerLine({ viewers }: { viewers: TicketViewersDto['viewers'] }) {
  const t = useTranslations('desk');
  const replying = viewers.find(({ isReplying }) => isReplying);
  const first = replying ?? viewers[0];
  return (
    <div role="status" className="flex-none">
      {first && (
        <p className={cx('flex items-center gap-2 text-xs', replying ? 'font-name text-warn' : 'text-quiet')}>
          <span className="flex -space-x-2 rtl:space-x-reverse">
            {viewers.slice(0, FACES_MAX).map(({ user }) => (
              <Avatar key={user.id} id={user.id} name={user.name} url={user.avatarUrl} size="s" />
            ))}
          </span>
          <span className="max-tablet:sr-only">
            {t(replying ? 'viewerReplies' : 'viewerLooks', {
              name: isolate(firstName(first.user.name)),
              more: viewers.length - 1,
            })}
          </span>
        </p>
      )}
    </div>
  );
}
