import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { AppError } from './app-error';
import { rememberRules } from './known-rules';
import { assertShape } from './shape';

rememberRules();

/** Only these are DTO classes; plain parameters such as ids have pipes of their own. */
const BUILT_IN: ReadonlySet<unknown> = new Set([String, Number, Boolean, Array, Object]);

const OPTIONAL_BODY = 'parley:optional-body';

/** A DTO whose body may be left out altogether. */
export const OptionalBody = (): ClassDecorator => (dto) => Reflect.defineMetadata(OPTIONAL_BODY, true, dto);

/**
 * Validates bodies, queries and socket payloads against their DTO class: the one definition for both doors.
 * Unknown fields are refused, never stripped.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'custom' || type === 'param' || !metatype || BUILT_IN.has(metatype)) return value;
    const isLeftOut = value === undefined && Reflect.hasMetadata(OPTIONAL_BODY, metatype);
    return parseInput(metatype, isLeftOut ? {} : value);
  }
}

/** Builds and checks a DTO from untrusted input, or throws VALIDATION naming the bad fields. */
export function parseInput<T extends object>(dto: Type<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('VALIDATION', 'The input must be an object.');
  }
  assertShape(value);
  const instance = plainToInstance(dto, value, { exposeDefaultValues: true });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new AppError('VALIDATION', 'The input is not valid.', { fields: toFields(errors) });
  return instance;
}

function toFields(errors: ValidationError[], prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const error of errors) {
    const path = `${prefix}${error.property}`;
    const problem = Object.values(error.constraints ?? {})[0];
    if (problem) fields[path] = problem;
    if (error.children?.length) Object.assign(fields, toFields(error.children, `${path}.`));
  }
  return fields;
}
