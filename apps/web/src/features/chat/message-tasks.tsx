'use client';

import { useRef } from 'react';
import { lazyPart } from '@/ui/lazy-part';
import type { MessageTask } from './chat-context';

// Each is loaded when it is first wanted.
const DIALOGS = {
  forward: lazyPart(() => import('./forward-dialog')),
  remove: lazyPart(() => import('./remove-dialog')),
  receipts: lazyPart(() => import('./receipts-dialog')),
  versions: lazyPart(() => import('./versions-dialog')),
};
const Viewer = lazyPart(() => import('@/features/attachment/viewer'));
const ReactionPicker = lazyPart(() => import('./reaction-picker'));

interface MessageTasksProps {
  task: MessageTask | null;
  onEnd: () => void;
}

/** The window of what is being done with a message. It stays for its closing animation, with what it last showed. */
export function MessageTasks({ task, onEnd }: MessageTasksProps) {
  const last = useRef<MessageTask | null>(null);
  last.current = task ?? last.current;
  if (!last.current) return null;
  const { kind, message, anchor = null, index = 0 } = last.current;
  if (kind === 'react') return <ReactionPicker message={task && message} anchor={anchor} onClose={onEnd} />;
  if (kind === 'view') return <Viewer message={message} index={index} isOpen={task !== null} onClose={onEnd} />;
  const Dialog = DIALOGS[kind];
  return <Dialog message={message} isOpen={task !== null} onClose={onEnd} />;
}
