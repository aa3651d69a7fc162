import { Types } from 'mongoose';

export type ObjectId = Types.ObjectId;

export const OBJECT_ID = /^[0-9a-f]{24}$/i;

export function isObjectIdText(value: unknown): value is string {
  return typeof value === 'string' && OBJECT_ID.test(value);
}

export function toObjectId(id: string): ObjectId {
  return new Types.ObjectId(id);
}

export function newObjectId(): ObjectId {
  return new Types.ObjectId();
}
