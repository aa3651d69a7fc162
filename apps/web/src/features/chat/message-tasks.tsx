'use client';

import dynamic from 'next/dynamic';
import { useRef } from 'react';
import type { MessageTask } from './chat-context';

// Each is loaded when it is first wanted.
const DIALOGS = {
  forward: dynamic(() => import('./forward-dialog'), { ssr: false }),
  remove: dynamic(() => import('./remove-dialog'), { ssr: false }),
  receipts: dynamic(() => import('./receipts-dialog'), { ssr: false }),
  versions: dynamic(() => import('./versions-dialog'), { ssr: false }),
};
const ReactionPicker = dynamic(() => import('./reaction-picker'), { ssr: false });

interface MessageTasksProps {
  task: MessageTask | null;
  onEnd: () => void;
}

/** The window of what is being done with a message. It stays for its closing animation, with what it last showed. */
export function MessageTasks({ task, onEnd }: MessageTasksProps) {
  const last = useRef<MessageTask | null>(null);
  last.current = task ?? last.current;
  if (!last.current) return null;
  const { kind, message, anchor = null } = last.current;
  if (kind === 'react') return <ReactionPicker message={task && message} anchor={anchor} onClose={onEnd} />;
  const Dialog = DIALOGS[kind];
  return <Dialog message={message} isOpen={task !== null} onClose={onEnd} />;
}
