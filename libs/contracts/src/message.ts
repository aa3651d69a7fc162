import type { AttachmentDto } from './attachment';
import type { MoneyDto, OfferAnswer, OfferAnswerDto, OfferAnswerInput, OfferDto, OfferInput } from './offer';

/** `image`: every attachment is one; `file`: not every one; `voice`: one voice note; `offer`: an offer or an answer to one. */
export const MESSAGE_TYPES = ['text', 'image', 'file', 'voice', 'offer', 'system'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** What a message carries besides its text, as far as a row of a list or of the bell, or a quote, words it. */
export interface MessageGistDto {
  type: MessageType;
  attachmentCount: number;
  offer: OfferGistDto | null;
}

export interface OfferGistDto extends MoneyDto {
  step: 'offer' | 'counter' | OfferAnswer;
}

/** What a reply quotes; a copy, so that it stays readable when the quoted message is far away. */
export interface QuoteDto {
  messageId: string;
  seq: number;
  senderId: string | null;
  /** At most 140 code points of the quoted text as it was when quoted; empty once the quoted message is deleted. */
  text: string;
  gist: MessageGistDto;
  /** The first image of the quoted message, for its thumbnail. */
  imageId: string | null;
}

/** A system line is a kind with values, worded by each client in its reader's language. */
export interface SystemEventDto {
  kind:
    | 'chatCreated'
    | 'ticketOpened'
    | 'ticketState'
    | 'ticketAssigned'
    | 'ticketMerged'
    | 'ticketUnmerged'
    | 'ticketFollowUp'
    | 'chatEscalated'
    | 'memberJoined'
    | 'memberAdded'
    | 'memberRemoved'
    | 'memberLeft'
    | 'titleChanged'
    | 'ownerChanged'
    | 'offerExpired'
    | 'callEnded';
  values: Record<string, string>;
}

export interface ReactionDto {
  emoji: string;
  userIds: string[];
}

/**
 * A member of a group who is spoken to in a text. `text.slice(from, to)` is what stands for them, in UTF-16 units: an "@" and
 * the name as it was when written. It stays in the text, so that whoever knows no mentions reads it too.
 */
export interface MentionDto {
  userId: string;
  from: number;
  to: number;
}

/** One message as everybody sees it; the same object in REST answers, acks, facts and syncs. */
export interface MessageDto {
  id: string;
  chatId: string;
  /** The order inside the chat: starts at 1, dense, never changes. */
  seq: number;
  /** The sync number inside the chat: renewed by every change of this message. */
  rev: number;
  /** Null on system messages. */
  senderId: string | null;
  clientMsgId: string;
  type: MessageType;
  /** Empty on system messages and tombstones. */
  text: string;
  /** In the order of the text, not overlapping; empty on tombstones and forwarded copies. */
  mentions: MentionDto[];
  system: SystemEventDto | null;
  replyTo: QuoteDto | null;
  /** By the first of its kind; each person at most once a kind, in the order in which they reacted. */
  reactions: ReactionDto[];
  /** In the sender's order; empty on tombstones. */
  attachments: AttachmentDto[];
  /** The offer that this message made, as it now stands. */
  offer: OfferDto | null;
  offerAnswer: OfferAnswerDto | null;
  /** The text was copied from another message; who wrote that is not told. */
  isForwarded: boolean;
  editedAt: string | null;
  deletedAt: string | null;
  createdAt: string;
}

export interface SendMessageInput {
  chatId: string;
  /** A UUID made once by the client; makes every retry the same message. */
  clientMsgId: string;
  /**
   * Empty when `forwardOfId` is given: the server copies text and attachments. May be empty with attachments (then it is
   * their caption), with an offer and with an answer (then it is a note).
   */
  text: string;
  /** Groups only, of members only, at most `limits.mentionsMax`; not with `forwardOfId`. */
  mentions?: MentionDto[];
  /** A message of the same chat. */
  replyToId?: string;
  /** A text message of any chat the sender can read; tombstones and system lines cannot be forwarded (VALIDATION). */
  forwardOfId?: string;
  /** Own uploads that no message carries yet, at most `limits.attachmentsPerMessageMax`; a voice note comes alone. */
  attachmentIds?: string[];
  /** At most one of attachmentIds, offer and offerAnswer. */
  offer?: OfferInput;
  offerAnswer?: OfferAnswerInput;
}

/** Body of POST /api/chats/:chatId/messages. */
export type SendMessageBody = Omit<SendMessageInput, 'chatId'>;

/** The ack of a send. `duplicate`: this clientMsgId was stored before, and this is that row. */
export interface SentMessageDto {
  message: MessageDto;
  duplicate: boolean;
}

export interface MessagePageQuery {
  /** Messages with seq below this, newest page first. */
  before?: number;
  /** Messages with seq above this, oldest page first. */
  after?: number;
  /** A page with this seq in its middle. */
  around?: number;
  limit?: number;
}

/** Always in ascending seq. */
export interface MessagePageDto {
  items: MessageDto[];
  hasBefore: boolean;
  hasAfter: boolean;
  /** The chat's highest rev when the page was read: where a sync goes on from. */
  headRev: number;
}

/** Changes above `sinceRev` in ascending rev. When `hasMore`, ask again from `upToRev`. */
export interface ChatChangesDto {
  chatId: string;
  /** True: the cursor cannot be served (ahead, too far behind, other epoch); drop the local copy and load afresh. */
  reset: boolean;
  items: MessageDto[];
  upToRev: number;
  headRev: number;
  hasMore: boolean;
}

export interface SyncChatInput {
  chatId: string;
  sinceRev: number;
  epoch?: string;
}

/** Body of PATCH /api/messages/:messageId; the same rules as for sending: the caption of files may be taken away. */
export interface EditMessageBody {
  text: string;
  /** Those of the new text; absent: it has none. An edit rings for nobody. */
  mentions?: MentionDto[];
  /** A UUID made once by the client: a repeat that comes after a newer edit changes nothing. */
  changeId?: string;
}

export interface EditMessageInput extends EditMessageBody {
  messageId: string;
}

export interface DeleteMessageInput {
  messageId: string;
}

export interface ReactToMessageInput {
  messageId: string;
  /** One emoji as people see it, skin tone and joined sequences included. */
  emoji: string;
  isOn: boolean;
}

/** What a message said before an edit or its deletion. */
export interface MessageVersionDto {
  text: string;
  /** When this text was replaced (ISO 8601). */
  replacedAt: string;
}

/** Answer of GET /api/messages/:messageId/history, oldest first; for moderators: admins, and agents in support chats. */
export interface MessageVersionsDto {
  items: MessageVersionDto[];
  /** What the message carries, or carried until it was deleted; moderators may read these all the same. */
  attachments: AttachmentDto[];
}

export interface MessageSearchQuery {
  /** 2 to 100 characters, taken literally: words in any order, the last one may be only begun. */
  query: string;
  /** Only in this chat. */
  chatId?: string;
  cursor?: string;
  limit?: number;
}

/** A part of a message's own text around the words that were found. */
export interface SnippetDto {
  text: string;
  /** What to mark: start and length in UTF-16 units of `text`, ascending, not overlapping. */
  ranges: [start: number, length: number][];
}

/** One result of GET /api/messages/search; newest first. */
export interface MessageHitDto {
  message: MessageDto;
  snippet: SnippetDto;
}

/** A quote shows at most so many code points of a text. */
export const QUOTE_MAX_CODE_POINTS = 140;

type Carried = Pick<MessageDto, 'type' | 'attachments' | 'offer' | 'offerAnswer'>;

/** Server and clients word a message by this one function, so that rows and quotes of both agree. */
export function toGist({ type, attachments, offer, offerAnswer }: Carried): MessageGistDto {
  return { type, attachmentCount: attachments.length, offer: toOfferGist(offer, offerAnswer) };
}

function toOfferGist(offer: OfferDto | null, answer: OfferAnswerDto | null): OfferGistDto | null {
  if (offer) return { step: offer.counterOfId ? 'counter' : 'offer', amount: offer.amount, currency: offer.currency };
  return answer && { step: answer.answer, amount: answer.amount, currency: answer.currency };
}

/** The first image of a message, for the thumbnail of a quote. */
export function firstImageId({ attachments }: Pick<MessageDto, 'attachments'>): string | null {
  return attachments.find(({ kind }) => kind === 'image')?.id ?? null;
}

/** The quote of a reply to this message, as the server will make it. */
export function toQuote(message: MessageDto): QuoteDto {
  const { id: messageId, seq, senderId, text } = message;
  const points = Array.from(text);
  const isLong = points.length > QUOTE_MAX_CODE_POINTS;
  const cut = isLong ? `${points.slice(0, QUOTE_MAX_CODE_POINTS - 1).join('')}…` : text;
  return { messageId, seq, senderId, text: cut, gist: toGist(message), imageId: firstImageId(message) };
}
