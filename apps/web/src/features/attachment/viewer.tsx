'use client';

import { attachmentPath, type MessageDto } from '@app/contracts';
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { isolate } from '@/ui/text';
import { useChatScope } from '../chat/chat-context';
import { ViewerButton, viewerButtonStyle } from './viewer-button';
import { ViewerPicture } from './viewer-picture';

interface ViewerProps {
  message: MessageDto;
  index: number;
  isOpen: boolean;
  onClose: () => void;
}

const ZOOM_MAX = 4;

/** The keys work at once, wherever the window itself would put the focus. */
const takeFocus = (element: HTMLElement | null) => element?.focus({ preventScroll: true });

/** The pictures of a message, as large as the screen. Keeps the focus inside, and gives it back. */
export default function Viewer({ message, index, isOpen, onClose }: ViewerProps) {
  const t = useTranslations('file');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      isDismissable
      className="fixed inset-0 z-20 bg-[rgb(12_10_8/0.97)]"
    >
      <Modal className="h-dvh w-full">
        <Dialog aria-label={t('viewer')} className="flex h-full flex-col text-[#fff] outline-none">
          <Pictures key={`${message.id}:${index}`} message={message} first={index} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Pictures({ message, first, onClose }: { message: MessageDto; first: number; onClose: () => void }) {
  const t = useTranslations('file');
  const { nameOf } = useChatScope();
  const [at, setAt] = useState(first);
  const [zoom, setZoom] = useState(1);
  const pictures = message.attachments.filter(({ kind }) => kind === 'image');
  const picture = pictures[at];
  if (!picture) return null;
  const go = (step: number) => {
    setAt((before) => Math.min(pictures.length - 1, Math.max(0, before + step)));
    setZoom(1);
  };
  const zoomBy = (factor: number) => setZoom((before) => Math.min(ZOOM_MAX, Math.max(1, before * factor)));
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === '+' || event.key === '=') zoomBy(2);
    else if (event.key === '-') zoomBy(0.5);
    else if (zoom > 1) return;
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') go(event.key === forward ? 1 : -1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are short cuts of the buttons inside
    <div ref={takeFocus} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none" onKeyDown={handleKey}>
      <header className="flex flex-none items-center gap-1 p-2 ps-4 pt-[calc(0.5rem+env(safe-area-inset-top))]">
        <p className="min-w-0 flex-1 leading-snug">
          <bdi className="block truncate text-sm font-name">{nameOf(message.senderId)}</bdi>
          <span aria-live="polite" className="block truncate text-xs opacity-80">
            {pictures.length > 1 && `${t('position', { at: at + 1, of: pictures.length })} · `}
            <bdi>{picture.name}</bdi>
          </span>
        </p>
        <ViewerButton icon={ZoomOut} label={t('zoomOut')} isDisabled={zoom <= 1} onPress={() => zoomBy(0.5)} />
        <ViewerButton icon={ZoomIn} label={t('zoomIn')} isDisabled={zoom >= ZOOM_MAX} onPress={() => zoomBy(2)} />
        <a
          href={attachmentPath(picture.id)}
          download={picture.name}
          title={t('download', { name: isolate(picture.name) })}
          aria-label={t('download', { name: isolate(picture.name) })}
          className={viewerButtonStyle}
        >
          <Download aria-hidden className="size-5" />
        </a>
        <ViewerButton icon={X} label={t('close')} onPress={onClose} />
      </header>
      <div className="relative flex min-h-0 flex-1">
        <ViewerPicture key={picture.id} picture={picture} zoom={zoom} onZoom={setZoom} />
        {at > 0 && (
          <ViewerButton
            icon={ChevronLeft}
            label={t('previous')}
            onPress={() => go(-1)}
            className="absolute start-2 top-1/2 -translate-y-1/2 bg-[rgb(12_10_8/0.6)] [&>svg]:rtl:-scale-x-100"
          />
        )}
        {at < pictures.length - 1 && (
          <ViewerButton
            icon={ChevronRight}
            label={t('next')}
            onPress={() => go(1)}
            className="absolute end-2 top-1/2 -translate-y-1/2 bg-[rgb(12_10_8/0.6)] [&>svg]:rtl:-scale-x-100"
          />
        )}
      </div>
      {message.text && (
        <p dir="auto" className="max-h-24 flex-none overflow-y-auto px-4 py-3 text-center text-sm whitespace-pre-wrap">
          {message.text}
        </p>
      )}
    </div>
  );
}
