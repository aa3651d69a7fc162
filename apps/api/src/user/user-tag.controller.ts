import type { UserTagsDto } from '@app/contracts';
import { Body, Param, Put } from '@nestjs/common';
import { ArrayMaxSize, IsArray } from 'class-validator';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { IdPipe } from '../common/id.pipe';
import { IsVisibleText } from '../common/text.rule';
import { UserDirectory } from './user-directory';

const TAGS_MAX = 50;
const TAG_MAX = 40;

export class SetTagsDto {
  @IsArray()
  @ArrayMaxSize(TAGS_MAX)
  @IsVisibleText(TAG_MAX, { each: true })
  tags!: string[];
}

/** What a marketplace's admins call people by, for segments; nobody else sees it, the person included. */
@OnlyFor('admin')
@ApiController('users')
export class UserTagController {
  constructor(private readonly directory: UserDirectory) {}

  @Put(':userId/tags')
  async set(@Param('userId', IdPipe) userId: string, @Body() { tags }: SetTagsDto): Promise<UserTagsDto> {
    return { tags: await this.directory.setTags(userId, tags) };
  }
}
