import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches, type ValidationOptions } from 'class-validator';
import { OBJECT_ID } from './object-id';

/**
 * An id: 24 hexadecimal digits, brought to the one spelling that keys, rooms and caches know. `IsMongoId` would also let
 * "0x" and 22 digits pass, which is no id.
 */
export function IsId(options: ValidationOptions = {}): PropertyDecorator {
  return applyDecorators(
    Matches(OBJECT_ID, { message: '$property must be an id', ...options }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lower) : lower(value))),
  );
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
