'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

/** Opens the person's one standing chat with the staff. */
export function useSupportChat(onOpen?: () => void) {
  const { chats } = useParley();
  const router = useRouter();
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');

  const open = async () => {
    setState('pending');
    try {
      const chat = await chats.openSupport();
      setState('idle');
      onOpen?.();
      router.push(`/chats/${chat.id}`);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setState('failed');
    }
  };

  return { open: () => void open(), isPending: state === 'pending', hasFailed: state === 'failed' };
}
