import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { parseInput } from './input.pipe';

/** Checks all path parameters of a route together against a DTO class. */
@Injectable()
export class ParamsPipe implements PipeTransform {
  transform(value: Record<string, string>, { metatype }: ArgumentMetadata): object {
    if (!metatype) throw new Error('Give the parameters a DTO class.');
    return parseInput(metatype, { ...value });
  }
}
