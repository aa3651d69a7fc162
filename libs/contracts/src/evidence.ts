import type { ChatContextDto } from './chat';
import type { MessageDto } from './message';
import type { OfferDto } from './offer';
import type { TicketCategory } from './ticket-category';
import type { UserDto } from './user';

/** POST /api/chats/:chatId/escalate: a buyer or seller asks the desk to look at their chat. Its messages are locked from then on. */
export interface EscalateChatInput {
  category: TicketCategory;
  /** Becomes the first message of the ticket. */
  reason: string;
  clientMsgId: string;
}

/** What was frozen. `edits` are earlier texts, oldest first; a deleted message keeps its text here. */
export type EvidencePartDto =
  | { kind: 'chat'; chatId: string; members: UserDto[]; context: ChatContextDto | null; headSeq: number }
  | { kind: 'message'; message: MessageDto; text: string; edits: { text: string; at: string }[] }
  | { kind: 'offer'; offer: OfferDto };

/** `hash` is SHA-256 (hex) of the hash before it, a line feed and the canonical JSON of `part` (keys sorted). */
export interface EvidenceEntryDto {
  index: number;
  part: EvidencePartDto;
  hash: string;
}

/** The frozen copy that a ticket carries; GET /api/support-tickets/:ticketId/evidence, for staff; `/evidence/export` is the same as a file. */
export interface EvidenceDto {
  ticketId: string;
  frozenAt: string;
  frozenBy: UserDto;
  /** The last entry's. */
  rootHash: string;
  /** True when every hash was worked out again and fits. */
  isIntact: boolean;
  /** How many entries there are in all. */
  count: number;
  entries: EvidenceEntryDto[];
  nextCursor: string | null;
}
