/** A page by cursor. `nextCursor` is opaque and signed; null at the end. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface PageQuery {
  cursor?: string;
  limit?: number;
}
