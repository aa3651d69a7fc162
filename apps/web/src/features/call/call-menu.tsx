'use client';

import { Phone, Video } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { Menu, MenuItem } from '@/ui/menu';

interface CallMenuProps {
  anchor: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  onChoose: (media: 'audio' | 'video') => void;
  onClose: () => void;
}

export default function CallMenu({ anchor, isOpen, onChoose, onClose }: CallMenuProps) {
  const t = useTranslations('call');
  return (
    <Menu aria-label={t('start')} anchor={anchor} isOpen={isOpen} onClose={onClose}>
      <MenuItem icon={Phone} onAction={() => onChoose('audio')}>
        {t('audio')}
      </MenuItem>
      <MenuItem icon={Video} onAction={() => onChoose('video')}>
        {t('video')}
      </MenuItem>
    </Menu>
  );
}
