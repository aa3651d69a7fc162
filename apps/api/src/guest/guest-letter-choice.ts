import type { GuestLettersDto, NotificationCategory } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { forbidden } from '../common/app-error';
import { PreferenceService } from '../notification/preference/preference.service';

/** What the desk's letters are about: each of them can be left by its own link, and all of them are wanted again at once. */
const ABOUT = ['message', 'ticket'] as const satisfies NotificationCategory[];

/** Whether a guest is written to; the link in a letter ends that, and guests have no settings to begin it again. */
@Injectable()
export class GuestLetterChoice {
  constructor(private readonly preferences: PreferenceService) {}

  async of(actor: Actor): Promise<GuestLettersDto> {
    requireGuest(actor);
    const { channels } = await this.preferences.of(actor.id);
    return { isOn: ABOUT.every((category) => channels[category].email) };
  }

  async set(actor: Actor, { isOn }: GuestLettersDto): Promise<GuestLettersDto> {
    requireGuest(actor);
    const channels = Object.fromEntries(ABOUT.map((category) => [category, { email: isOn }]));
    await this.preferences.set(actor, { channels });
    return this.of(actor);
  }
}

/** Everybody else has the whole matrix. */
function requireGuest({ isGuest }: Actor): void {
  if (!isGuest) throw forbidden();
}
