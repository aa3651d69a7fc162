import type { AudienceDto, AudienceInput, Locale, Role } from '@app/contracts';
import type { QueryFilter } from 'mongoose';
import type { ObjectId } from '../common/object-id';
import { toObjectId } from '../common/object-id';
import type { User } from '../user/user.schema';

/** What a person is asked for by an audience. */
export interface AudienceMember {
  _id: ObjectId;
  role: Role;
  locale: Locale;
  region: string | null;
  tags?: string[];
  isGuest?: boolean;
  createdAt: Date;
}

/** In one order, so that the same conditions are the same document. */
export function toAudience(input: Partial<AudienceDto> = {}): AudienceDto {
  const sorted = <T extends string>(values: T[] = []): T[] => [...new Set(values)].sort();
  return {
    roles: sorted(input.roles),
    locales: sorted(input.locales),
    regions: sorted(input.regions),
    tags: sorted(input.tags),
    excludedTags: sorted(input.excludedTags),
    userIds: sorted(input.userIds?.map((id) => id.toLowerCase())),
  };
}

/** True when a saved segment is asked for together with conditions of one's own: it would not be clear what is meant. */
export function isMixed({ segmentId, ...own }: AudienceInput): boolean {
  return segmentId !== undefined && Object.values(own).some((values) => values !== undefined);
}

/** The people of an audience: the same predicate as `isInAudience`, for the database. */
export function usersIn(audience: AudienceDto): QueryFilter<User> {
  const { roles, locales, regions, tags, excludedTags, userIds } = toAudience(audience);
  return {
    ...(roles.length > 0 && { role: { $in: roles } }),
    ...(locales.length > 0 && { locale: { $in: locales } }),
    ...(regions.length > 0 && { region: { $in: regions } }),
    ...((tags.length > 0 || excludedTags.length > 0) && {
      tags: { ...(tags.length > 0 && { $in: tags }), ...(excludedTags.length > 0 && { $nin: excludedTags }) },
    }),
    ...(userIds.length > 0 && { _id: { $in: userIds.map(toObjectId) } }),
  };
}

/** An audience made ready to be asked about many people. */
export function membersOf(audience: AudienceDto): (person: AudienceMember) => boolean {
  const { roles, locales, regions, tags, excludedTags, userIds } = toAudience(audience);
  const meant = new Set(userIds);
  return (person) =>
    !person.isGuest &&
    (roles.length === 0 || roles.includes(person.role)) &&
    (locales.length === 0 || locales.includes(person.locale)) &&
    (regions.length === 0 || (person.region !== null && regions.includes(person.region))) &&
    (tags.length === 0 || tags.some((tag) => person.tags?.includes(tag) === true)) &&
    !excludedTags.some((tag) => person.tags?.includes(tag) === true) &&
    (meant.size === 0 || meant.has(person._id.toHexString()));
}
