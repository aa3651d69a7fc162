import { Injectable, type PipeTransform } from '@nestjs/common';
import { AppError } from './app-error';
import { isObjectIdText } from './object-id';

/** A path id must be 24 hexadecimal digits; in lower case it is the one spelling that caches and rooms know. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isObjectIdText(value)) throw new AppError('VALIDATION', 'The id is not valid.');
    return value.toLowerCase();
  }
}
