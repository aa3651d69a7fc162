import type { ChatMemberDto } from '@app/contracts';
import { buildChat } from '@/testing/build';
import { tickOfPreview } from './preview-tick';

const gist = { type: 'text' as const, attachmentCount: 0, offer: null };
const last = {
  messageId: 'm3',
  seq: 3,
  senderId: 'amel',
  text: 'x',
  system: null,
  gist,
  isDeleted: false,
  createdAt: '',
};

function chatWith(yacine: Partial<ChatMemberDto>, lastMessage = last) {
  const chat = buildChat({ lastMessage });
  return {
    ...chat,
    members: chat.members.map((member) => (member.userId === 'yacine' ? { ...member, ...yacine } : member)),
  };
}

describe('tickOfPreview', () => {
  it('follows what every other member got and read', () => {
    expect(tickOfPreview(chatWith({}), 'amel')).toBe('sent');
    expect(tickOfPreview(chatWith({ lastDeliveredSeq: 3 }), 'amel')).toBe('delivered');
    expect(tickOfPreview(chatWith({ lastDeliveredSeq: 3, lastReadSeq: 3 }), 'amel')).toBe('read');
    expect(tickOfPreview(chatWith({ lastDeliveredSeq: 3, lastReadSeq: 2 }), 'amel')).toBe('delivered');
  });

  it('gives none to what others wrote, to deleted messages and to empty chats', () => {
    expect(tickOfPreview(chatWith({}, { ...last, senderId: 'yacine' }), 'amel')).toBeNull();
    expect(tickOfPreview(chatWith({}, { ...last, isDeleted: true }), 'amel')).toBeNull();
    expect(tickOfPreview(buildChat(), 'amel')).toBeNull();
  });
});
