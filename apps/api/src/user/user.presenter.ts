import type { MeDto, UserDto } from '@app/contracts';
import type { User } from './user.schema';

export function toUserDto(user: User): UserDto {
  return { id: user._id.toHexString(), name: user.name, avatarUrl: user.avatarUrl, role: user.role };
}

/** Where letters to this person go. */
export function addressOf({ email, guestEmail }: Pick<User, 'email' | 'guestEmail'>): string | null {
  return email ?? guestEmail ?? null;
}

export function toMeDto(user: User): MeDto {
  return {
    ...toUserDto(user),
    email: addressOf(user),
    locale: user.locale,
    timeZone: user.timeZone,
    region: user.region,
    createdAt: user.createdAt.toISOString(),
    ...(user.isGuest && { isGuest: true }),
  };
}
