import {
  type CallDto,
  type ChatChangesDto,
  type InboxSyncDto,
  type MessageDto,
  type PresenceDto,
  type ReceiptDto,
  type SentMessageDto,
  SOCKET_PATH,
} from '@app/contracts';
import { Inject, type OnModuleDestroy, UseFilters, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { AgentNews } from '../agent/agent-news';
import { isStaff } from '../auth/actor';
import { CallIdDto, JoinCallDto, SignalCallDto, StartCallDto } from '../call/call.dto';
import { CallService } from '../call/call.service';
import { ReceiptInputDto, SyncInboxDto } from '../chat/chat.dto';
import { ChatService } from '../chat/chat.service';
import { InboxSync } from '../chat/inbox-sync';
import { EpochService } from '../common/epoch.service';
import { ErrorFilter } from '../common/error.filter';
import { InputPipe } from '../common/input.pipe';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import {
  DeleteMessageDto,
  EditMessageDto,
  ReactToMessageDto,
  SendMessageDto,
  SyncChatDto,
} from '../message/message.dto';
import { MessageService } from '../message/message.service';
import { MessageEditing } from '../message/message-editing';
import { metrics } from '../ops/metrics';
import { Broadcaster, type ParleyServer } from './broadcaster';
import {
  CloseChatDto,
  OpenChatDto,
  RefreshAuthDto,
  SetActivityDto,
  TypingDto,
  ViewTicketDto,
  WatchPresenceDto,
} from './chat.gateway.dto';
import { Drain } from './drain';
import { Focus } from './focus';
import { HeardMessages } from './heard-messages';
import { OnCall } from './on-call';
import { OnScreen } from './on-screen';
import { Presence } from './presence';
import { room } from './room';
import { SlowConsumers } from './slow-consumers';
import { SocketAuth } from './socket-auth';
import type { ParleySocket } from './socket-data';
import { SocketLifetime } from './socket-lifetime';
import { TicketViewers } from './ticket-viewers';
import { Typing } from './typing';

/** The one socket door. Each command is validated here and handed to the service that owns it; facts leave by Broadcaster. */
@WebSocketGateway({ path: SOCKET_PATH })
@UsePipes(InputPipe)
@UseFilters(ErrorFilter)
export class ChatGateway
  implements
    OnGatewayInit<ParleyServer>,
    OnGatewayConnection<ParleySocket>,
    OnGatewayDisconnect<ParleySocket>,
    OnModuleDestroy
{
  constructor(
    private readonly chats: ChatService,
    private readonly inbox: InboxSync,
    private readonly messages: MessageService,
    private readonly editing: MessageEditing,
    private readonly calls: CallService,
    private readonly broadcaster: Broadcaster,
    private readonly socketAuth: SocketAuth,
    private readonly lifetime: SocketLifetime,
    private readonly slowConsumers: SlowConsumers,
    private readonly heard: HeardMessages,
    private readonly drain: Drain,
    private readonly presence: Presence,
    private readonly agents: AgentNews,
    private readonly onScreen: OnScreen,
    private readonly onCall: OnCall,
    private readonly focus: Focus,
    private readonly typing: Typing,
    private readonly ticketViewers: TicketViewers,
    private readonly epoch: EpochService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  afterInit(server: ParleyServer): void {
    server.use((socket, next) => void this.socketAuth.handshake(socket, next));
    this.broadcaster.attach(server);
    this.lifetime.watch(server);
    this.slowConsumers.watch(server);
  }

  onModuleDestroy(): Promise<void> {
    return this.drain.run();
  }

  async handleConnection(socket: ParleySocket): Promise<void> {
    const { actor, expiresAt } = socket.data;
    if (this.socketAuth.isOver(socket)) {
      socket.disconnect(true);
      return;
    }
    metrics.sockets.inc();
    this.heard.watch(socket);
    await socket.join([room.user(actor.id), ...(isStaff(actor) ? [room.staff] : [])]);
    if (isStaff(actor)) this.agents.here(actor.id);
    this.presence.enter(actor.id, socket.id);
    socket.emit('ready', {
      userId: actor.id,
      epoch: this.epoch.current,
      limits: this.config.limits,
      expiresAt: new Date(expiresAt).toISOString(),
    });
  }

  async handleDisconnect(socket: ParleySocket): Promise<void> {
    const { id } = socket.data.actor;
    metrics.sockets.dec();
    this.focus.clear(id, socket.id);
    this.presence.leave(id, socket.id);
    this.ticketViewers.leave(socket);
    await this.typing.stop(socket).catch((err: unknown) => log.debug({ err }, 'typing not stopped'));
    await this.onCall.left(socket).catch((err: unknown) => log.warn({ err }, 'device of a call not noted as away'));
  }

  @SubscribeMessage('sendMessage')
  sendMessage(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: SendMessageDto): Promise<SentMessageDto> {
    return this.messages.send(socket.data.actor, input);
  }

  @SubscribeMessage('editMessage')
  editMessage(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: EditMessageDto): Promise<MessageDto> {
    return this.editing.edit(socket.data.actor, input);
  }

  @SubscribeMessage('deleteMessage')
  deleteMessage(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: DeleteMessageDto): Promise<MessageDto> {
    return this.editing.delete(socket.data.actor, input.messageId);
  }

  @SubscribeMessage('reactToMessage')
  reactToMessage(
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() input: ReactToMessageDto,
  ): Promise<MessageDto> {
    return this.editing.react(socket.data.actor, input);
  }

  @SubscribeMessage('markRead')
  markRead(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: ReceiptInputDto): Promise<ReceiptDto> {
    return this.chats.markRead(socket.data.actor, input.chatId, input.seq);
  }

  @SubscribeMessage('markDelivered')
  markDelivered(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: ReceiptInputDto): Promise<ReceiptDto> {
    return this.chats.markDelivered(socket.data.actor, input.chatId, input.seq);
  }

  @SubscribeMessage('syncChat')
  syncChat(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: SyncChatDto): Promise<ChatChangesDto> {
    return this.messages.changes(socket.data.actor, input.chatId, input);
  }

  @SubscribeMessage('syncInbox')
  syncInbox(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: SyncInboxDto): Promise<InboxSyncDto> {
    return this.inbox.sync(socket.data.actor, input, () => socket.connected);
  }

  @SubscribeMessage('typing')
  setTyping(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: TypingDto): Promise<null> {
    return this.typing.set(socket, input);
  }

  @SubscribeMessage('openChat')
  openChat(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: OpenChatDto): Promise<null> {
    return this.onScreen.openChat(socket, input);
  }

  @SubscribeMessage('closeChat')
  closeChat(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: CloseChatDto): Promise<null> {
    return this.onScreen.closeChat(socket, input);
  }

  @SubscribeMessage('watchPresence')
  watchPresence(
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() input: WatchPresenceDto,
  ): Promise<PresenceDto[]> {
    return this.onScreen.watchPresence(socket, input.userIds);
  }

  @SubscribeMessage('setActivity')
  setActivity(@ConnectedSocket() socket: ParleySocket, @MessageBody() { isIdle }: SetActivityDto): null {
    this.presence.setIdle(socket.data.actor.id, socket.id, isIdle);
    return null;
  }

  @SubscribeMessage('viewTicket')
  viewTicket(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: ViewTicketDto): Promise<null> {
    return this.ticketViewers.view(socket, input);
  }

  @SubscribeMessage('startCall')
  startCall(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: StartCallDto): Promise<CallDto> {
    return this.onCall.start(socket, input);
  }

  @SubscribeMessage('acceptCall')
  acceptCall(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: JoinCallDto): Promise<CallDto> {
    return this.onCall.accept(socket, input);
  }

  @SubscribeMessage('declineCall')
  declineCall(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: CallIdDto): Promise<CallDto> {
    return this.calls.end(socket.data.actor, input.callId);
  }

  @SubscribeMessage('endCall')
  endCall(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: CallIdDto): Promise<CallDto> {
    return this.calls.end(socket.data.actor, input.callId);
  }

  @SubscribeMessage('rejoinCall')
  rejoinCall(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: JoinCallDto): Promise<CallDto> {
    return this.onCall.rejoin(socket, input);
  }

  @SubscribeMessage('signalCall')
  signalCall(@ConnectedSocket() socket: ParleySocket, @MessageBody() input: SignalCallDto): Promise<null> {
    return this.onCall.signal(socket, input);
  }

  @SubscribeMessage('refreshAuth')
  refreshAuth(
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() { token }: RefreshAuthDto,
  ): Promise<{ expiresAt: string }> {
    return this.socketAuth.refresh(socket, token);
  }
}
