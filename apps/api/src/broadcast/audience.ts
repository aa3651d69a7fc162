import type { AudienceDto, AudienceInput, Locale, Role } from '@app/contracts';
import type { QueryFilter } from 'mongoose';
import type { User } from '../user/user.schema';
import type { Broadcast } from './broadcast.schema';

/** What a person is asked for by an audience. */
export interface AudienceMember {
  role: Role;
  locale: Locale;
  region: string | null;
  createdAt: Date;
}

export function toAudience({ roles = [], locales = [], regions = [] }: AudienceInput = {}): AudienceDto {
  return { roles: [...roles].sort(), locales: [...locales].sort(), regions: [...regions].sort() };
}

/** The people of an audience: the same predicate as `isInAudience`, for counting. */
export function usersIn({ roles, locales, regions }: AudienceDto, createdUntil: Date): QueryFilter<User> {
  return {
    createdAt: { $lte: createdUntil },
    bannedAt: null,
    ...(roles.length > 0 && { role: { $in: roles } }),
    ...(locales.length > 0 && { locale: { $in: locales } }),
    ...(regions.length > 0 && { region: { $in: regions } }),
  };
}

/** Every given list must match; who came after the publication is not meant. */
export function isInAudience(
  { audience, publishAt }: Pick<Broadcast, 'audience' | 'publishAt'>,
  person: AudienceMember,
): boolean {
  const { roles, locales, regions } = audience;
  return (
    publishAt !== null &&
    person.createdAt <= publishAt &&
    (roles.length === 0 || roles.includes(person.role)) &&
    (locales.length === 0 || locales.includes(person.locale)) &&
    (regions.length === 0 || (person.region !== null && regions.includes(person.region)))
  );
}
