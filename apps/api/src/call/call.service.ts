import type { CallDto, CurrentCallDto, StartCallInput } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import { AppError, forbidden } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { buildBusyCall, buildCall } from './build-call';
import { type CallSide, requireCallee, requireDevice, requireSide } from './call.policy';
import { toCallDto } from './call.presenter';
import type { Call } from './call.schema';
import { CallClock } from './call-clock';
import { CallNews } from './call-news';
import { CallStore } from './call-store';

/** Calls of two people. Of two steps at once the first one wins; the other finds what it made of the call. */
@Injectable()
export class CallService {
  constructor(
    private readonly chats: ChatService,
    private readonly store: CallStore,
    private readonly clock: CallClock,
    private readonly news: CallNews,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async current(actor: Actor): Promise<CurrentCallDto> {
    const call = await this.store.findLiveOf(actor.id);
    return { call: call && toCallDto(call) };
  }

  /** Rings at the other person of a direct chat, or is over at once when they are in another call. */
  async start(actor: Actor, input: StartCallInput): Promise<CallDto> {
    const calleeId = requireCallee(actor, await this.chats.requireAccess(actor, input.chatId));
    const repeated = await this.findOwn(actor, input.callId);
    if (repeated) return toCallDto(repeated);
    await this.limits.consume('call', actor.id);
    const call = buildCall(actor, calleeId, input, this.config.limits);
    if (!(await this.store.insert(call))) return this.startRefused(actor, call);
    this.news.tell(call);
    this.clock.follow(call);
    return toCallDto(call);
  }

  /** The first device of the called person wins. */
  async accept(actor: Actor, callId: string, deviceId: string): Promise<CallDto> {
    const { side } = await this.requireCall(actor, callId);
    if (side !== 'callee') throw forbidden();
    const accepted = await this.store.accept(callId, deviceId, new Date());
    if (!accepted) return this.joined(actor, callId, deviceId);
    this.news.tell(accepted);
    this.clock.follow(accepted);
    return toCallDto(accepted);
  }

  /** Hangs up, gives up ringing or declines, as the call and the side have it; a repeat finds the call over. */
  async end(actor: Actor, callId: string): Promise<CallDto> {
    const { side } = await this.requireCall(actor, callId);
    const whileRinging = side === 'caller' ? 'cancelled' : 'declined';
    const now = new Date();
    const ended =
      (await this.store.end(callId, whileRinging, now, { state: 'ringing' })) ??
      (await this.store.end(callId, 'answered', now, { state: 'active' }));
    if (!ended) return toCallDto((await this.requireCall(actor, callId)).call);
    this.news.tell(ended);
    await this.clock.complete(ended);
    return toCallDto(ended);
  }

  /** The device has a socket again. */
  async rejoin(actor: Actor, callId: string, deviceId: string): Promise<CallDto> {
    const { side } = await this.requireCall(actor, callId);
    const back = await this.store.setAway(callId, side, deviceId, null);
    return back ? toCallDto(back) : this.joined(actor, callId, deviceId);
  }

  /** The device has no socket any more: the call waits for it a while. */
  async left(actor: Actor, callId: string, deviceId: string): Promise<void> {
    const { side } = await this.requireCall(actor, callId);
    const waiting = await this.store.setAway(callId, side, deviceId, new Date());
    if (waiting) this.clock.follow(waiting);
  }

  /** The device that this device's signals go to. */
  async peerOf(actor: Actor, callId: string, deviceId: string): Promise<{ userId: string; deviceId: string }> {
    const { call, side } = await this.requireCall(actor, callId);
    const { callerId, calleeId, callerDeviceId, calleeDeviceId } = requireDevice(call, side, deviceId);
    if (calleeDeviceId === null) throw new AppError('ILLEGAL_TRANSITION', 'Nobody has answered this call yet.');
    return side === 'caller'
      ? { userId: calleeId.toHexString(), deviceId: calleeDeviceId }
      : { userId: callerId.toHexString(), deviceId: callerDeviceId };
  }

  /** Its id is taken by the same call, or one of the two is in another call. */
  private async startRefused(actor: Actor, call: Call): Promise<CallDto> {
    const repeated = await this.findOwn(actor, call._id);
    if (repeated) return toCallDto(repeated);
    if (await this.store.findLiveOf(actor.id)) throw new AppError('CALL_BUSY', 'You are in another call.');
    const busy = buildBusyCall(call);
    if (!(await this.store.insert(busy))) return this.startRefused(actor, call);
    this.news.tell(busy);
    await this.clock.complete(busy);
    return toCallDto(busy);
  }

  /** For a step that another one was ahead of: it counts when it was this device's own. */
  private async joined(actor: Actor, callId: string, deviceId: string): Promise<CallDto> {
    const { call, side } = await this.requireCall(actor, callId);
    return toCallDto(requireDevice(call, side, deviceId));
  }

  private async findOwn(actor: Actor, callId: string): Promise<Call | null> {
    const call = await this.store.find(callId);
    if (call && requireSide(actor, call) !== 'caller') throw forbidden();
    return call;
  }

  private async requireCall(actor: Actor, callId: string): Promise<{ call: Call; side: CallSide }> {
    const call = await this.store.find(callId);
    const side = requireSide(actor, call);
    return { call: call as Call, side };
  }
}
