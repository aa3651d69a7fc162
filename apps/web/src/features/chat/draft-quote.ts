import type { MessageDto, QuoteDto } from '@app/contracts';

const QUOTE_MAX = 140;

/** The quote of a reply, as its draft keeps it. */
export function toQuote({ id, seq, senderId, text }: MessageDto): QuoteDto {
  const points = [...text];
  const isLong = points.length > QUOTE_MAX;
  return { messageId: id, seq, senderId, text: isLong ? `${points.slice(0, QUOTE_MAX - 1).join('')}…` : text };
}
