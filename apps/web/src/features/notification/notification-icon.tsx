'use client';

import { useChat, useParley } from '@app/client/react';
import type { NotificationCategory, NotificationDto } from '@app/contracts';
import {
  AtSign,
  CircleCheck,
  CircleDashed,
  CirclePause,
  Clock3,
  LifeBuoy,
  Lock,
  type LucideIcon,
  MessageCircle,
  Package,
  PhoneMissed,
  ShieldAlert,
  ShieldCheck,
  Tag,
} from 'lucide-react';
import { faceOf } from '@/features/chat/chat-face';
import { Avatar, HouseAvatar } from '@/ui/avatar';

const STATE_ICON: Record<string, LucideIcon> = {
  new: CircleDashed,
  open: MessageCircle,
  pending: Clock3,
  on_hold: CirclePause,
  solved: CircleCheck,
  closed: Lock,
};

/** What the marketplace itself sends. */
const FACE: Partial<Record<NotificationCategory, LucideIcon>> = {
  activity: Package,
  promotion: Tag,
  security: ShieldAlert,
};

/** Who a row is from, and in the small disc what kind it is. Decoration: the row says both in words. */
export function NotificationIcon({ row }: { row: NotificationDto }) {
  const Sub = subIconOf(row);
  return (
    <span aria-hidden className="relative flex-none self-start">
      <Face row={row} />
      {Sub && (
        <span className="absolute -end-1 top-7 grid size-5 place-items-center rounded-full bg-raised text-soft shadow-[0_0_0_1px_var(--line)]">
          <Sub className="size-3" strokeWidth={2.1} />
        </span>
      )}
    </span>
  );
}

function Face({ row }: { row: NotificationDto }) {
  if (row.type === 'broadcast') return <HouseAvatar kind="broadcast" />;
  if (row.type === 'ticket') return <HouseAvatar />;
  if (row.data.chatId) return <SenderFace row={row} />;
  const Face = FACE[row.category] ?? ShieldCheck;
  return (
    <span className="grid size-11 place-items-center rounded-full bg-support-soft text-support">
      <Face className="size-1/2" strokeWidth={1.75} />
    </span>
  );
}

/** The same colour and picture as in the chat list, as far as the chat is known. */
function SenderFace({ row }: { row: NotificationDto }) {
  const { me } = useParley();
  const chatId = row.data.chatId ?? row.id;
  const chat = useChat(chatId);
  const sender =
    chat?.members.map((member) => member.user).find((user) => user.name === row.title && user.id !== me.id) ??
    (chat ? faceOf(chat, me).other : null);
  return <Avatar id={sender?.id ?? chatId} name={row.title} url={sender?.avatarUrl} />;
}

function subIconOf(row: NotificationDto): LucideIcon | null {
  if (row.type === 'message') return row.data.ticketId ? LifeBuoy : MessageCircle;
  if (row.type === 'mention') return AtSign;
  if (row.type === 'offer') return Tag;
  if (row.data.missedCall) return PhoneMissed;
  if (row.type === 'ticket') return STATE_ICON[row.data.state ?? ''] ?? MessageCircle;
  return null;
}
