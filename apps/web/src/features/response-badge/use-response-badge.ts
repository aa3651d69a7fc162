'use client';

import { useParley } from '@app/client/react';
import type { ResponseBadgeDto } from '@app/contracts';
import { useEffect, useState } from 'react';
import { whenIdle } from '@/ui/when-idle';
import { fetchBadge } from './badge-cache';

/** How a person answers; null until it is known, and where it cannot be. */
export function useResponseBadge(userId: string): ResponseBadgeDto | null {
  const { rest } = useParley();
  const [badge, setBadge] = useState<ResponseBadgeDto | null>(null);
  useEffect(() => whenIdle(async () => setBadge(await fetchBadge(rest.users, userId))), [rest, userId]);
  return badge?.userId === userId ? badge : null;
}
