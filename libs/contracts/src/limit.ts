/** Limits and timers that server and client share. The server publishes its own at connect (`ready.limits`). */
export interface Limits {
  messageMaxCodePoints: number;
  messageMaxBytes: number;
  /** A frame above this closes the socket, so clients refuse first (bytes). */
  frameMaxBytes: number;
  pageSize: number;
  pageMax: number;
  syncPageMax: number;
  /** A sync cursor further behind than this many revisions is answered with `reset`. */
  syncMaxBehind: number;
  typingResendMs: number;
  typingIdleMs: number;
  typingExpiryMs: number;
  presenceGraceMs: number;
  presenceIdleMs: number;
  /** A client repeats `openChat` at this pace while a chat is on screen in a focused tab. */
  focusHeartbeatMs: number;
  focusStaleMs: number;
  readDebounceMs: number;
  headCheckMs: number;
  ackTimeoutMs: number;
  retryMinMs: number;
  retryMaxMs: number;
  groupMaxMembers: number;
  pinnedChatsMax: number;
  titleMaxCodePoints: number;
  subjectMaxCodePoints: number;
  unreadCountMax: number;
  /** How long after sending a message its sender may edit and delete it. */
  editWindowMs: number;
  deleteWindowMs: number;
  /** Different emojis a message may carry. */
  reactionKindsMax: number;
  mentionsMax: number;
  attachmentMaxBytes: number;
  /** Width times height, read from an image's header before it is decoded. */
  attachmentMaxPixels: number;
  attachmentsPerMessageMax: number;
  uploadsPerDayMaxBytes: number;
  voiceMaxMs: number;
  offerLifeMs: number;
  /** The largest amount of an offer, in minor units. */
  offerMaxAmount: number;
  callRingMs: number;
  /** How long a call waits for a side whose socket went away. */
  callRejoinMs: number;
  /** E-mail about what is not urgent waits this long for what follows. */
  emailBatchMs: number;
  ticketTagsMax: number;
}

export const DEFAULT_LIMITS: Limits = {
  messageMaxCodePoints: 4_000,
  messageMaxBytes: 16_384,
  frameMaxBytes: 65_536,
  pageSize: 50,
  pageMax: 100,
  syncPageMax: 200,
  syncMaxBehind: 2_000,
  typingResendMs: 3_000,
  typingIdleMs: 4_000,
  typingExpiryMs: 7_000,
  presenceGraceMs: 20_000,
  presenceIdleMs: 300_000,
  focusHeartbeatMs: 10_000,
  focusStaleMs: 20_000,
  readDebounceMs: 300,
  headCheckMs: 15_000,
  ackTimeoutMs: 5_000,
  retryMinMs: 1_000,
  retryMaxMs: 30_000,
  groupMaxMembers: 250,
  pinnedChatsMax: 20,
  titleMaxCodePoints: 120,
  subjectMaxCodePoints: 160,
  unreadCountMax: 1_000,
  editWindowMs: 900_000,
  deleteWindowMs: 900_000,
  reactionKindsMax: 20,
  mentionsMax: 50,
  attachmentMaxBytes: 10_485_760,
  attachmentMaxPixels: 40_000_000,
  attachmentsPerMessageMax: 10,
  uploadsPerDayMaxBytes: 209_715_200,
  voiceMaxMs: 300_000,
  offerLifeMs: 172_800_000,
  offerMaxAmount: 100_000_000_000,
  callRingMs: 45_000,
  callRejoinMs: 30_000,
  emailBatchMs: 120_000,
  ticketTagsMax: 20,
};
