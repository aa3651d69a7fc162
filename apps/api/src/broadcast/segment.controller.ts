import type { SegmentDto } from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { IdPipe } from '../common/id.pipe';
import { SaveSegmentDto } from './broadcast.dto';
import { SegmentService } from './segment.service';

@OnlyFor('admin')
@ApiController('segments')
export class SegmentController {
  constructor(private readonly segments: SegmentService) {}

  @Get()
  list(): Promise<SegmentDto[]> {
    return this.segments.list();
  }

  @Post()
  @HttpCode(200)
  save(@Body() input: SaveSegmentDto): Promise<SegmentDto> {
    return this.segments.save(input);
  }

  @Delete(':segmentId')
  remove(@Param('segmentId', IdPipe) segmentId: string): Promise<void> {
    return this.segments.remove(segmentId);
  }
}
