import type { ChatDto, MeDto, UserDto } from '@app/contracts';

/** Who a chat is with, as its viewer sees it. */
export interface ChatFace {
  /** Null when the chat has no name of its own: the translator then says "Support". */
  name: string | null;
  /** The other person of a chat of two; null in groups and where the house answers. */
  other: UserDto | null;
  isHouse: boolean;
  peopleCount: number;
}

/** A customer's support chat shows the house; staff see the customer; a chat of two shows the other person. */
export function faceOf(chat: ChatDto, me: Pick<MeDto, 'id' | 'role'>): ChatFace {
  const others = chat.members.map((member) => member.user).filter((user) => user.id !== me.id);
  const peopleCount = chat.members.length;
  if (chat.type === 'support') {
    const customer = others.find((user) => user.role === 'user') ?? null;
    const isCustomer = me.role === 'user';
    return isCustomer
      ? { name: null, other: null, isHouse: true, peopleCount }
      : { name: customer?.name ?? chat.title, other: customer, isHouse: customer === null, peopleCount };
  }
  const other = chat.type === 'direct' ? (others[0] ?? null) : null;
  const name = other?.name ?? chat.title ?? others.map((user) => user.name).join(', ');
  return { name, other, isHouse: false, peopleCount };
}
