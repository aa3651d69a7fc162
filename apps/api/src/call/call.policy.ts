import type { Actor } from '../auth/actor';
import type { LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { requireWritable } from '../message/message.policy';
import type { Call } from './call.schema';

export type CallSide = 'caller' | 'callee';

/** The other one of a chat of two in which something new may be said. */
export function requireCallee(actor: Actor, chat: LiveChat): string {
  if (chat.type !== 'direct') throw new AppError('VALIDATION', 'Only one person can be called.');
  requireWritable(chat);
  const calleeId = [...chat.members.keys()].find((id) => id !== actor.id);
  if (!calleeId) throw new AppError('VALIDATION', 'There is nobody to call.');
  return calleeId;
}

/** Which side of the call this person is on. An unknown call and somebody else's are refused alike. */
export function requireSide(actor: Actor, call: Call | null): CallSide {
  if (call?.callerId.toHexString() === actor.id) return 'caller';
  if (call?.calleeId.toHexString() === actor.id) return 'callee';
  throw forbidden();
}

/** The device talks in this call, or, as the caller's, rings for it. */
export function requireDevice(call: Call, side: CallSide, deviceId: string): Call {
  if (call.state === 'ended') throw new AppError('CALL_ENDED', 'This call is over.');
  const joined = side === 'caller' ? call.callerDeviceId : call.calleeDeviceId;
  if (joined !== deviceId) throw new AppError('CALL_TAKEN', 'Another device is in this call.');
  return call;
}
