import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsObject, ValidateIf, ValidateNested } from 'class-validator';

/** May be left out. Unlike `IsOptional` it refuses null, which the contract does not know as "left out". */
export function CanBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}

/** One object of a DTO class. `ValidateNested` alone takes nothing, and any list of such objects, for one. */
export function IsNested(dto: () => new () => object): PropertyDecorator {
  return applyDecorators(IsObject(), ValidateNested(), Type(dto));
}
