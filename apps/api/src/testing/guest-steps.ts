import { randomUUID } from 'node:crypto';
import type { Envelope, GuestTicketDto } from '@app/contracts';
import type { TestApp } from './test-app';

/** A visitor without an account writes to support. */
export async function openAsGuest({ url }: TestApp, more: object = {}): Promise<GuestTicketDto> {
  const answer = await fetch(`${url}/api/guests/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'Karim', email: `${randomUUID()}@example.com`, subject: 's', category: 'general', description: 'd' },
      clientMsgId: randomUUID(),
      ...more,
    }),
  });
  const body = (await answer.json()) as Envelope<GuestTicketDto>;
  if (!body.success) throw new Error(`POST /guests/tickets: ${JSON.stringify(body.error)}`);
  return body.data;
}
