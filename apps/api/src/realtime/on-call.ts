import type { CallDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { JoinCallDto, SignalCallDto, StartCallDto } from '../call/call.dto';
import { CallService } from '../call/call.service';
import { forbidden } from '../common/app-error';
import { Broadcaster } from './broadcaster';
import { room } from './room';
import type { ParleySocket } from './socket-data';

/** Which socket is the tab that talks in a call: signals go from one such tab to the other and nowhere else. */
@Injectable()
export class OnCall {
  constructor(
    private readonly calls: CallService,
    private readonly broadcaster: Broadcaster,
  ) {}

  start(socket: ParleySocket, input: StartCallDto): Promise<CallDto> {
    return this.hold(socket, input, (actor) => this.calls.start(actor, input));
  }

  accept(socket: ParleySocket, input: JoinCallDto): Promise<CallDto> {
    return this.hold(socket, input, (actor) => this.calls.accept(actor, input.callId, input.deviceId));
  }

  rejoin(socket: ParleySocket, input: JoinCallDto): Promise<CallDto> {
    return this.hold(socket, input, (actor) => this.calls.rejoin(actor, input.callId, input.deviceId));
  }

  async signal(socket: ParleySocket, { callId, deviceId, signal }: SignalCallDto): Promise<null> {
    const { actor, call } = socket.data;
    if (call?.callId !== callId || call.deviceId !== deviceId) throw forbidden();
    const peer = await this.calls.peerOf(actor, callId, deviceId);
    this.broadcaster.toDevice(peer.userId, peer.deviceId, 'callSignal', { callId, fromDeviceId: deviceId, signal });
    return null;
  }

  /** The socket is gone; the tab may have another one by now. */
  async left(socket: ParleySocket): Promise<void> {
    const { actor, call } = socket.data;
    if (!call || (await this.broadcaster.isDeviceListening(actor.id, call.deviceId))) return;
    await this.calls.left(actor, call.callId, call.deviceId);
  }

  /** The tab hears from the moment of the step on: the other side's first signal may follow at once. */
  private async hold(
    socket: ParleySocket,
    { callId, deviceId }: JoinCallDto,
    step: (actor: ParleySocket['data']['actor']) => Promise<CallDto>,
  ): Promise<CallDto> {
    const { actor } = socket.data;
    const before = socket.data.call;
    await socket.join(room.device(actor.id, deviceId));
    socket.data.call = { callId, deviceId };
    try {
      const call = await step(actor);
      // A socket that left meanwhile was not seen as the call's when it did.
      if (!socket.connected) await this.left(socket);
      return call;
    } catch (error) {
      socket.data.call = before;
      if (before?.deviceId !== deviceId) await socket.leave(room.device(actor.id, deviceId));
      throw error;
    }
  }
}
