'use client';

import type { ChatDto } from '@app/contracts';
import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';

const LeaveGroup = lazyPart(() => import('./leave-group'));

export default function LeaveButton({ chat }: { chat: ChatDto }) {
  const t = useTranslations('group');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div>
      <Button size="sm" variant="ghost" className="text-danger!" onPress={() => setIsAsked(true)}>
        <LogOut aria-hidden className="flip size-4" />
        {t('leave')}
      </Button>
      {isAsked && <LeaveGroup chat={chat} onClose={() => setIsAsked(false)} />}
    </div>
  );
}
