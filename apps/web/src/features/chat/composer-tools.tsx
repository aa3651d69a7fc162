'use client';

import { ATTACHMENT_MIME_TYPES } from '@app/contracts';
import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { OfferButton } from '@/features/offer/offer-button';
import { IconButton } from '@/ui/button';
import { useChatScope } from './chat-context';

interface ComposerToolsProps {
  onFiles: (files: readonly File[]) => void;
}

/** By ending, as a phone then converts what it keeps in a format of its own; sound is recorded here. */
const ACCEPT = Object.keys(ATTACHMENT_MIME_TYPES)
  .map((ending) => `.${ending}`)
  .join();

/** Before the field: what can be sent besides text. */
export function ComposerTools({ onFiles }: ComposerToolsProps) {
  const t = useTranslations('file');
  const { chat } = useChatScope();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={t('attach')} onPress={() => input.current?.click()}>
        <Paperclip aria-hidden className="size-5" />
      </IconButton>
      {chat.type === 'direct' && <OfferButton />}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file may be picked again.
          target.value = '';
        }}
      />
    </>
  );
}
