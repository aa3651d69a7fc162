'use client';

import { ParleyError, uuid } from '@app/client';
import { useParley } from '@app/client/react';
import { useRef, useState } from 'react';
import { clearTray } from '@/features/attachment/tray';
import { checkDraft, EMPTY_DRAFT, faultsOf, type RequestDraft, type RequestFaults } from './new-request';
import { REQUEST_TRAY, uploadPicked } from './request-tray';

/** Nothing was stored: the next attempt is another request. After all others the first one may have arrived. */
const NOTHING_STORED: ReadonlySet<string> = new Set(['VALIDATION', 'TOO_LARGE', 'RATE_LIMITED', 'FORBIDDEN']);

export interface NewRequest {
  draft: RequestDraft;
  change: (part: Partial<RequestDraft>) => void;
  faults: RequestFaults;
  error: ParleyError | null;
  isSending: boolean;
  /** False when the draft itself must be corrected first. */
  send: () => Promise<boolean>;
}

/** A request being written. A failure keeps its text, and every retry is the same request. */
export function useNewRequest(onSent: (ticketId: string) => void): NewRequest {
  const { tickets, rest } = useParley();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [faults, setFaults] = useState<RequestFaults>({});
  const [error, setError] = useState<ParleyError | null>(null);
  const [isSending, setIsSending] = useState(false);
  const clientMsgId = useRef<string | null>(null);

  const change = (part: Partial<RequestDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setFaults((before) => {
      const after = { ...before };
      for (const name of Object.keys(part) as (keyof RequestDraft)[]) delete after[name];
      return after;
    });
  };

  const send = async (): Promise<boolean> => {
    const found = checkDraft(draft);
    setFaults(found);
    setError(null);
    const { subject, category, description, context } = draft;
    if (Object.keys(found).length > 0 || category === null) return false;
    clientMsgId.current ??= uuid();
    setIsSending(true);
    try {
      const attachmentIds = await uploadPicked(rest);
      const input = {
        ...{ subject: subject.trim(), category, description: description.trim() },
        ...(context && { context }),
        ...(attachmentIds.length > 0 && { attachmentIds }),
      };
      const ticket = await tickets.create({ ...input, clientMsgId: clientMsgId.current });
      clearTray(REQUEST_TRAY);
      onSent(ticket.id);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setIsSending(false);
      setError(thrown);
      setFaults(faultsOf(thrown.fields));
      if (NOTHING_STORED.has(thrown.code)) clientMsgId.current = null;
      return Object.keys(thrown.fields).length === 0;
    }
    return true;
  };

  return { draft, change, faults, error, isSending, send };
}
