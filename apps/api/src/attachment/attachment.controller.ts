import type { AttachmentDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { forbidden } from '../common/app-error';
import { IdPipe } from '../common/id.pipe';
import { AttachmentAccess } from './attachment-access';
import { FileResponse } from './file-response';
import { UploadDto, UploadFormDto } from './upload.dto';
import { UploadInterceptor } from './upload.interceptor';
import { UploadService } from './upload.service';
import type { UploadedFile as Uploaded } from './uploaded-file';

@ApiController('attachments')
export class AttachmentController {
  constructor(
    private readonly uploads: UploadService,
    private readonly access: AttachmentAccess,
    private readonly response: FileResponse,
  ) {}

  /** A form with one file, the uploader's alone until a message carries it. 200 for a first upload and for its repeat alike. */
  @AlsoForGuests()
  @Post()
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: UploadFormDto })
  @UseInterceptors(UploadInterceptor, FileInterceptor('file'))
  upload(
    @CurrentActor() actor: Actor,
    @Body() input: UploadDto,
    @UploadedFile() file: Uploaded | undefined,
  ): Promise<AttachmentDto> {
    return this.uploads.upload(actor, input, file);
  }

  /** The bytes, whole or in part (Range). */
  @AlsoForGuests()
  @Get(':attachmentId')
  @ApiProduces('application/octet-stream')
  async bytes(
    @CurrentActor() actor: Actor,
    @Param('attachmentId', IdPipe) attachmentId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { fileKey: key, name, mimeType, size } = await this.access.require(actor, attachmentId);
    await this.response.send(request, response, { key, name, mimeType, size });
  }

  /** An image's small WebP. */
  @AlsoForGuests()
  @Get(':attachmentId/thumbnail')
  @ApiProduces('image/webp')
  async thumbnail(
    @CurrentActor() actor: Actor,
    @Param('attachmentId', IdPipe) attachmentId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { thumbnailKey: key, name } = await this.access.require(actor, attachmentId);
    if (!key) throw forbidden();
    await this.response.send(request, response, { key, name: `${name}.webp`, mimeType: 'image/webp', size: null });
  }
}
