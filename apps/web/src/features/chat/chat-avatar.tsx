'use client';

import { usePresence } from '@app/client/react';
import { Avatar, HouseAvatar } from '@/ui/avatar';
import type { ChatFace } from './chat-face';

interface ChatAvatarProps {
  chatId: string;
  face: ChatFace & { name: string };
  size?: 'm' | 'md';
}

/** The face of a chat, with the other person's presence while it is on screen. */
export function ChatAvatar({ chatId, face, size = 'md' }: ChatAvatarProps) {
  const presence = usePresence(face.other?.id ?? null);
  if (face.isHouse) return <HouseAvatar size={size} />;
  return (
    <Avatar
      id={face.other?.id ?? chatId}
      name={face.name}
      url={face.other?.avatarUrl}
      size={size}
      presence={presence?.state}
    />
  );
}
