import type { AgentDto } from '@app/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { Broadcaster } from '../realtime/broadcaster';
import { Presence } from '../realtime/presence';

/** Changes of one moment are told together. */
const SOON_MS = 100;

/** What changes about agents, told to the staff; and that somebody may have room, to the room that has tickets waiting. */
@Injectable()
export class AgentNews implements OnModuleDestroy {
  /** Of the staff, those who have been on this process: customers come and go unnoticed. */
  private readonly staff = new Set<string>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();
  private present: (userIds: string[]) => Promise<AgentDto[]> = async () => [];
  private onRoom: () => void = () => {};

  constructor(
    private readonly broadcaster: Broadcaster,
    presence: Presence,
  ) {
    presence.onChange((userId) => {
      if (!this.staff.has(userId)) return;
      this.soon([userId]);
      this.onRoom();
    });
  }

  /** How agents are shown. */
  shows(present: (userIds: string[]) => Promise<AgentDto[]>): void {
    this.present = present;
  }

  /** For the room that gives out tickets. */
  onHasRoom(listener: () => void): void {
    this.onRoom = listener;
  }

  hasRoom(): void {
    this.onRoom();
  }

  /** A socket of somebody of the staff is here; before its presence changes. */
  here(userId: string): void {
    this.staff.add(userId);
  }

  tell(agents: AgentDto[]): void {
    for (const agent of agents) this.broadcaster.toStaff('agentUpdated', agent);
  }

  /** What they hold has changed. */
  soon(userIds: Iterable<string>): void {
    for (const userId of userIds) this.changed.add(userId);
    if (this.changed.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.telling = this.telling.then(() => this.tellChanged());
    }, SOON_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.telling;
  }

  private async tellChanged(): Promise<void> {
    const userIds = [...this.changed];
    this.changed.clear();
    await this.present(userIds).then(
      (agents) => this.tell(agents),
      (err: unknown) => log.warn({ err }, 'agents not told'),
    );
  }
}
