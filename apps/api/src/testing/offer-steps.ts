import { randomUUID } from 'node:crypto';
import type { MessageDto, OfferAnswer, OfferDto, OfferHistoryDto, OfferInput, SentMessageDto } from '@app/contracts';
import type { HttpAnswer, TestPerson } from './test-person';

type Sent = HttpAnswer<SentMessageDto>;

/** The message of a send that must have been taken. */
export function messageOf({ body }: Sent): MessageDto {
  if (!body.success) throw new Error(`refused: ${body.error.code}`);
  return body.data.message;
}

/** Makes an offer in a chat; `extra` goes into the send. */
export function offer(person: TestPerson, chatId: string, input: Partial<OfferInput> = {}, extra = {}): Promise<Sent> {
  const body = { clientMsgId: randomUUID(), text: '', offer: { amount: 4_500_000, currency: 'DZD', ...input } };
  return person.request('POST', `/chats/${chatId}/messages`, { ...body, ...extra });
}

/** An offer that must have been taken. */
export async function makeOffer(
  person: TestPerson,
  chatId: string,
  input: Partial<OfferInput> = {},
): Promise<OfferDto> {
  const { offer: made } = messageOf(await offer(person, chatId, input));
  if (!made) throw new Error('The message carries no offer.');
  return made;
}

export function answer(
  person: TestPerson,
  chatId: string,
  offerId: string,
  kind: OfferAnswer,
  extra: object = {},
): Promise<Sent> {
  const body = { clientMsgId: randomUUID(), text: '', offerAnswer: { offerId, answer: kind } };
  return person.request('POST', `/chats/${chatId}/messages`, { ...body, ...extra });
}

export function historyOf(person: TestPerson, offerId: string): Promise<OfferHistoryDto> {
  return person.call('GET', `/offers/${offerId}/history`);
}
