import type { BroadcastDto, BroadcastFiguresDto } from '@app/contracts';
import type { Broadcast } from './broadcast.schema';

export function toBroadcastDto(broadcast: Broadcast, figures: BroadcastFiguresDto): BroadcastDto {
  return {
    id: broadcast._id.toHexString(),
    state: broadcast.state,
    variants: broadcast.variants,
    defaultLocale: broadcast.defaultLocale,
    audience: broadcast.audience,
    publishAt: broadcast.publishAt?.toISOString() ?? null,
    expiresAt: broadcast.expiresAt?.toISOString() ?? null,
    createdBy: broadcast.createdBy.toHexString(),
    createdAt: broadcast.createdAt.toISOString(),
    figures,
  };
}
