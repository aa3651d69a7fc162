'use client';

import { createParley } from '@app/client';
import { ParleyProvider } from '@app/client/react';
import type { MeDto } from '@app/contracts';
import { useState } from 'react';
import { ConnectionBanner } from '@/features/shell/connection-banner';
import { NoticeBar } from '@/features/shell/notice-bar';
import { GuestBar } from './guest-bar';
import { GuestRequests } from './guest-requests';
import { KeepLink } from './keep-link';
import { LettersOff } from './letters-off';
import { useGuestEnd } from './use-guest-end';

/** A guest's live page: their requests, without anything else of the app. */
export default function GuestApp({ me }: { me: MeDto }) {
  const [parley] = useState(() => createParley({ me }));
  return (
    <ParleyProvider parley={parley}>
      <GuestFrame />
    </ParleyProvider>
  );
}

function GuestFrame() {
  useGuestEnd();
  return (
    <div className="group/app flex h-dvh flex-col overflow-clip bg-canvas">
      <GuestBar />
      <main id="content" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <KeepLink />
        <LettersOff />
        <GuestRequests />
      </main>
      <NoticeBar />
    </div>
  );
}
