import type { Locale, MessageGistDto, NotificationDto } from '@app/contracts';
import type { Occasion } from './occasion';
import { ticketKind, ticketText } from './ticket-text';

/** What channels outside of the app say by themselves. What people and the marketplace wrote is never translated. */
interface ChannelTexts {
  product: string;
  kinds: Record<Occasion['type'] | 'missedCall', string>;
  /** `{name}` is filled in. */
  mentionedBy: string;
  gists: Record<'image' | 'file' | 'voice' | 'offer', string>;
}

const TEXTS: Record<Locale, ChannelTexts> = {
  en: {
    product: 'Parley',
    kinds: {
      message: 'New message',
      mention: 'You were mentioned',
      offer: 'New offer',
      ticket: 'Your request has news',
      broadcast: 'Announcement',
      security: 'Security notice',
      system: 'Notice',
      custom: 'News',
      missedCall: 'Missed call',
    },
    mentionedBy: '{name} mentioned you',
    gists: { image: 'Photo', file: 'File', voice: 'Voice message', offer: 'Offer' },
  },
  fr: {
    product: 'Parley',
    kinds: {
      message: 'Nouveau message',
      mention: 'Vous avez été mentionné',
      offer: 'Nouvelle offre',
      ticket: 'Du nouveau sur votre demande',
      broadcast: 'Annonce',
      security: 'Avis de sécurité',
      system: 'Avis',
      custom: 'Du nouveau',
      missedCall: 'Appel manqué',
    },
    mentionedBy: 'Mention de {name}',
    gists: { image: 'Photo', file: 'Fichier', voice: 'Message vocal', offer: 'Offre' },
  },
  ar: {
    product: 'Parley',
    kinds: {
      message: 'رسالة جديدة',
      mention: 'تمت الإشارة إليك',
      offer: 'عرض جديد',
      ticket: 'جديد في طلبك',
      broadcast: 'إعلان',
      security: 'تنبيه أمني',
      system: 'تنبيه',
      custom: 'جديد',
      missedCall: 'مكالمة فائتة',
    },
    mentionedBy: 'إشارة إليك من {name}',
    gists: { image: 'صورة', file: 'ملف', voice: 'رسالة صوتية', offer: 'عرض' },
  },
};

export function channelTexts(locale: Locale): ChannelTexts {
  return TEXTS[locale];
}

/** One thing that happened, in words; `kind` alone says what sort of thing without saying anything of it. */
export interface ChannelLine {
  kind: string;
  title: string;
  text: string;
}

export function lineOf(occasion: Occasion, row: NotificationDto | null, locale: Locale): ChannelLine {
  const { kinds, mentionedBy } = TEXTS[locale];
  const { type, data } = occasion;
  const kind = data.missedCall ? kinds.missedCall : (ticketKind(data, locale) ?? kinds[type]);
  if (!row) return { kind, title: kind, text: '' };
  const name = row.title;
  const title = name && type === 'mention' ? mentionedBy.replace('{name}', () => name) : name || kind;
  if (data.missedCall) return { kind, title, text: kind };
  if (type === 'ticket') return { kind, title, text: ticketText(row, locale) ?? kind };
  return { kind, title, text: row.text || gistOf(row.data.gist, locale) || kind };
}

function gistOf(gist: MessageGistDto | undefined, locale: Locale): string {
  if (!gist) return '';
  return (TEXTS[locale].gists as Record<string, string>)[gist.offer ? 'offer' : gist.type] ?? '';
}
