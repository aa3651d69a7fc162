'use client';

import type { ParleyErrorCode } from '@app/client';
import { useTranslations } from 'next-intl';

const SAME_WORDS: Partial<Record<ParleyErrorCode, string>> = {
  BUSY: 'UNAVAILABLE',
  INTERNAL: 'UNAVAILABLE',
  STORAGE_FULL: 'UNAVAILABLE',
  TOO_MANY_CONNECTIONS: 'UNAVAILABLE',
  USER_NOT_FOUND: 'NOT_FOUND',
  UNSUPPORTED_MEDIA_TYPE: 'FILE_TYPE',
  UNAUTHENTICATED: 'SIGNED_OUT',
  TOKEN_INVALID: 'SIGNED_OUT',
  TOKEN_EXPIRED: 'SIGNED_OUT',
  SESSION_REVOKED: 'SIGNED_OUT',
};

const WORDED = [
  'NETWORK',
  'TIMEOUT',
  'VALIDATION',
  'TOO_LARGE',
  'FORBIDDEN',
  'BLOCKED',
  'NOT_FOUND',
  'CHAT_CLOSED',
  'TOO_MANY_PINS',
  'GROUP_FULL',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'SIGNED_OUT',
  'EDIT_WINDOW_CLOSED',
  'MESSAGE_DELETED',
  'TOO_MANY_REACTIONS',
  'FILE_TYPE',
  'QUOTA',
  'ATTACHMENT_USED',
  'GONE',
  'LOCKED',
  'CALL_BUSY',
  'CALL_TAKEN',
  'CALL_ENDED',
  'OFFER_LIVE',
  'LOCKED',
  'OFFER_CLOSED',
  'NOT_MERGEABLE',
] as const;

/** An error code in the reader's words, as the end of a sentence: "Not sent: too fast, wait a moment". */
export function useErrorText(): (code: ParleyErrorCode | null) => string {
  const t = useTranslations('error.code');
  return (code) => {
    const wanted = code ? (SAME_WORDS[code] ?? code) : 'other';
    return t(WORDED.find((known) => known === wanted) ?? 'other');
  };
}
