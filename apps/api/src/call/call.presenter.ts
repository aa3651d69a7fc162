import type { CallDto, CallEndedValues } from '@app/contracts';
import type { Call } from './call.schema';

/** A call as both sides see it. */
export function toCallDto(call: Call): CallDto {
  const { _id: id, media, state, outcome, callerDeviceId, calleeDeviceId } = call;
  return {
    id,
    chatId: call.chatId.toHexString(),
    callerId: call.callerId.toHexString(),
    calleeId: call.calleeId.toHexString(),
    media,
    state,
    outcome,
    callerDeviceId,
    calleeDeviceId,
    startedAt: call.startedAt.toISOString(),
    ringsUntil: call.ringsUntil.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
  };
}

/** What the line in the thread says of a call that is over. */
export function toEndedValues({ media, outcome, callerId, answeredAt, endedAt }: Call): CallEndedValues {
  const talkedMs = answeredAt && endedAt ? endedAt.getTime() - answeredAt.getTime() : 0;
  const seconds = String(Math.max(0, Math.round(talkedMs / 1_000)));
  return { media, outcome: outcome ?? '', callerId: callerId.toHexString(), seconds };
}
