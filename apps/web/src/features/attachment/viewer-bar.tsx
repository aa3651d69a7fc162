'use client';

import { type AttachmentDto, attachmentPath } from '@app/contracts';
import { Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isolate } from '@/ui/text';
import { useChatScope } from '../chat/chat-context';
import { ViewerButton, viewerButtonStyle } from './viewer-button';
import { nextZoom, ZOOM_MAX } from './zoom';

interface ViewerBarProps {
  senderId: string | null;
  picture: AttachmentDto;
  /** "2 of 5"; null when there is one. */
  position: string | null;
  zoom: number;
  onZoom: (zoom: number) => void;
  onClose: () => void;
}

/** Whose picture it is, and what can be done with it. */
export function ViewerBar({ senderId, picture, position, zoom, onZoom, onClose }: ViewerBarProps) {
  const t = useTranslations('file');
  const { nameOf } = useChatScope();
  const download = t('download', { name: isolate(picture.name) });
  return (
    <header className="flex flex-none items-center gap-1 p-2 ps-4 pt-[calc(0.5rem+env(safe-area-inset-top))]">
      <p className="min-w-0 flex-1 leading-snug">
        <bdi className="block truncate text-sm font-name">{nameOf(senderId)}</bdi>
        <span aria-live="polite" className="block truncate text-xs opacity-80">
          {position && `${position} · `}
          <bdi>{picture.name}</bdi>
        </span>
      </p>
      <ViewerButton
        icon={ZoomOut}
        label={t('zoomOut')}
        isDisabled={zoom <= 1}
        onPress={() => onZoom(nextZoom(zoom, 0.5))}
      />
      <ViewerButton
        icon={ZoomIn}
        label={t('zoomIn')}
        isDisabled={zoom >= ZOOM_MAX}
        onPress={() => onZoom(nextZoom(zoom, 2))}
      />
      <a
        href={attachmentPath(picture.id)}
        download={picture.name}
        title={download}
        aria-label={download}
        className={viewerButtonStyle}
      >
        <Download aria-hidden className="size-5" />
      </a>
      <ViewerButton icon={X} label={t('close')} onPress={onClose} />
    </header>
  );
}
