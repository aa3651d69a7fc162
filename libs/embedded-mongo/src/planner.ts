import type { Collection } from './collection';
import type { Query } from './query';

export interface Plan {
  kind: 'collection';
  isSorted: boolean;
}

export function planQuery(_collection: Collection, _query: Query): Plan {
  return { kind: 'collection', isSorted: false };
}
