import { Injectable, type PipeTransform } from '@nestjs/common';
import { AppError } from '../common/app-error';
import { isEmoji, toEmoji } from './emoji.rule';

/** The emoji of a path. */
@Injectable()
export class EmojiPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const emoji = toEmoji(value);
    if (!isEmoji(emoji)) throw new AppError('VALIDATION', 'The reaction must be one emoji.');
    return emoji;
  }
}
