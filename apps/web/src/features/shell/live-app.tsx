'use client';

import { createParley, type ParleyOptions } from '@app/client';
import { ParleyProvider } from '@app/client/react';
import type { MeDto } from '@app/contracts';
import { type ReactNode, useState } from 'react';
import { AppShell } from './app-shell';

interface LiveAppProps {
  me: MeDto;
  initial: ParleyOptions['initial'];
  children: ReactNode;
}

/** Takes over what the server rendered and connects after hydration. */
export function LiveApp({ me, initial, children }: LiveAppProps) {
  const [parley] = useState(() => createParley({ me, initial }));
  return (
    <ParleyProvider parley={parley}>
      <AppShell>{children}</AppShell>
    </ParleyProvider>
  );
}
