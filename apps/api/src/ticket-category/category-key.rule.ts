import { CATEGORY_KEY } from '@app/contracts';
import { Matches } from 'class-validator';

/** Spelled like a category's key. Whether there is such a category the services ask `TicketCategories`: the list is the desk's own. */
export function IsCategoryKey(): PropertyDecorator {
  return Matches(CATEGORY_KEY, { message: '$property must be 2 to 32 lower case letters, digits and hyphens' });
}
