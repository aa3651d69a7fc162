import { isDraftHeld } from './draft-lock';
import { findDraft, type VoiceDraft } from './voice-drafts';

/** A recording of this chat that was not sent and that no tab has open. */
export function findLeftDraft(userId: string, chatId: string): Promise<VoiceDraft | null> {
  return findDraft(userId, chatId, isDraftHeld);
}
