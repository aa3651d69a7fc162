'use client';

import type { ReactNode } from 'react';
import { RoleGate } from '@/features/shell/role-gate';

const ADMIN = ['admin'] as const;

export function AdminOnly({ children }: { children: ReactNode }) {
  return (
    <RoleGate roles={ADMIN} href="/chats">
      {children}
    </RoleGate>
  );
}
