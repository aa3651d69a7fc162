'use client';

import type { SupportTicketDto } from '@app/contracts';
import { ListingCard } from '@/features/chat/listing-card';

/** The listing, booking or order that it is about, as it was then. */
export function AboutSection({ ticket: { context } }: { ticket: SupportTicketDto }) {
  return context && <ListingCard context={context} />;
}
