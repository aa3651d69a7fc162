import type { Limits, StartCallInput } from '@app/contracts';
import type { Actor } from '../auth/actor';
import { toObjectId } from '../common/object-id';
import type { Call } from './call.schema';

/** A call that rings. */
export function buildCall(actor: Actor, calleeId: string, input: StartCallInput, { callRingMs }: Limits): Call {
  const callerId = toObjectId(actor.id);
  const startedAt = new Date();
  return {
    _id: input.callId,
    chatId: toObjectId(input.chatId),
    callerId,
    calleeId: toObjectId(calleeId),
    people: [callerId, toObjectId(calleeId)],
    media: input.media,
    state: 'ringing',
    outcome: null,
    callerDeviceId: input.deviceId,
    calleeDeviceId: null,
    startedAt,
    ringsUntil: new Date(startedAt.getTime() + callRingMs),
    answeredAt: null,
    endedAt: null,
    callerAwayAt: null,
    calleeAwayAt: null,
    isDone: false,
  };
}

/** The same call, over before it rang: who is called talks to somebody else. */
export function buildBusyCall({ people: _, ...call }: Call): Call {
  return { ...call, state: 'ended', outcome: 'busy', endedAt: call.startedAt };
}
