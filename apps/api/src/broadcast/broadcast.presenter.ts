import type { AnnouncementDto, BroadcastDeliveryDto, BroadcastDto, BroadcastFiguresDto } from '@app/contracts';
import { toAudience } from './audience';
import type { Broadcast } from './broadcast.schema';
import type { FeedItem } from './broadcast-feed';

export function toBroadcastDto(
  broadcast: Broadcast,
  figures: Omit<BroadcastFiguresDto, 'recipients'>,
  deliveries: BroadcastDeliveryDto[],
): BroadcastDto {
  return {
    id: broadcast._id.toHexString(),
    state: broadcast.state,
    variants: broadcast.variants,
    defaultLocale: broadcast.defaultLocale,
    audience: toAudience(broadcast.audience),
    link: broadcast.link ?? null,
    channels: broadcast.channels ?? [],
    publishAt: (broadcast.publishedAt ?? broadcast.publishAt)?.toISOString() ?? null,
    timeZone: broadcast.timeZone ?? null,
    isPublished: broadcast.publishedAt !== null,
    expiresAt: broadcast.expiresAt?.toISOString() ?? null,
    createdBy: broadcast.createdBy.toHexString(),
    createdAt: broadcast.createdAt.toISOString(),
    updatedAt: broadcast.updatedAt.toISOString(),
    figures: { recipients: broadcast.recipients, ...figures },
    deliveries,
  };
}

export function toAnnouncementDto({ broadcast, locale }: FeedItem): AnnouncementDto {
  const { title = '', text = '' } = broadcast.variants[locale] ?? {};
  const { link, publishedAt } = broadcast;
  return { id: broadcast._id.toHexString(), title, text, link: link ?? null, publishedAt: publishedAt.toISOString() };
}
