import type { MeDto, UserDto } from '@app/contracts';
import type { User } from './user.schema';

export function toUserDto(user: User): UserDto {
  return { id: user._id.toHexString(), name: user.name, avatarUrl: user.avatarUrl, role: user.role };
}

export function toMeDto(user: User): MeDto {
  return {
    ...toUserDto(user),
    email: user.email ?? null,
    locale: user.locale,
    timeZone: user.timeZone,
    region: user.region,
    createdAt: user.createdAt.toISOString(),
  };
}
