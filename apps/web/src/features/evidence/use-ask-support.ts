'use client';

import { ParleyError, uuid } from '@app/client';
import { evidenceOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import type { TicketCategory } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';

/** Takes a chat to the desk, then goes to the request. Every retry is the same request. */
export function useAskSupport(chatId: string) {
  const { rest, me } = useParley();
  const router = useRouter();
  const clientMsgId = useRef(uuid());
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<ParleyError | null>(null);

  /** False when it was refused; `error` says why. */
  const ask = async (category: TicketCategory, reason: string): Promise<boolean> => {
    setIsAsking(true);
    setError(null);
    try {
      const input = { category, reason, clientMsgId: clientMsgId.current };
      const { id } = await evidenceOf(rest).askSupport(chatId, input);
      router.push(me.role === 'user' ? `/support/${id}` : `/desk/${id}`);
      return true;
    } catch (thrown) {
      setIsAsking(false);
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
      return false;
    }
  };
  return { ask, isAsking, error };
}
