'use client';

import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazyPart } from '@/ui/lazy-part';
import { useChatScope } from './chat-context';
import { ListingCard } from './listing-card';
import { PeopleList } from './people-list';

const GroupSection = lazyPart(() => import('@/features/group/group-section'));
const OfferSection = lazyPart(() => import('@/features/offer/offer-section'));
const LogLinks = lazyPart(() => import('@/features/decision/log-links'));
const LeaveButton = lazyPart(() => import('@/features/group/leave-button'));

/** What the chat is about and who is in it. Rendered with the page, and awake after the messages are. */
export default function ContextBody() {
  const t = useTranslations('chat');
  const { chat, me } = useChatScope();
  return (
    <div className="scroll-y grid flex-1 content-start gap-5 p-4">
      {chat.context && <ListingCard context={chat.context} />}
      {chat.type === 'direct' && <OfferSection />}
      {chat.type === 'group' && <GroupSection chat={chat} me={me} />}
      <PeopleList />
      {me.role === 'admin' && <LogLinks chat={chat} meId={me.id} />}
      {chat.type === 'group' && <LeaveButton chat={chat} />}
      {chat.context && (
        <p className="flex gap-3 rounded-md border border-line bg-sunken p-3 text-xs leading-normal text-soft">
          <ShieldCheck aria-hidden className="size-4 flex-none" />
          {t('safety')}
        </p>
      )}
    </div>
  );
}
