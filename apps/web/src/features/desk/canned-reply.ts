import { type CannedReplyDto, fillReply, type MeDto, type SupportTicketDto, variantFor } from '@app/contracts';

/** The text for this ticket's customer: in their language where there is one, with the names filled in. */
export function textFor(
  { variants }: Pick<CannedReplyDto, 'variants'>,
  ticket: SupportTicketDto,
  me: Pick<MeDto, 'name'>,
): string {
  return fillReply(variantFor(variants, ticket.desk?.language ?? 'en') ?? '', {
    'customer.name': ticket.requester.name,
    'agent.name': me.name,
    'ticket.number': `${ticket.number}`,
    'ticket.subject': ticket.subject,
    'context.title': ticket.context?.title,
  });
}

/** What is typed after a slash that begins the text; null when nothing is looked for. */
export function queryIn(text: string): string | null {
  return /^\/([^\s/]*)$/.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Those that fit: the shortcut begins with it, then those whose title or shortcut holds it. */
export function findReplies(replies: readonly CannedReplyDto[], query: string): CannedReplyDto[] {
  const begins = replies.filter(({ shortcut }) => shortcut.startsWith(query));
  const holds = replies.filter(
    (reply) => !begins.includes(reply) && `${reply.title} ${reply.shortcut}`.toLowerCase().includes(query),
  );
  return [...begins, ...holds];
}
