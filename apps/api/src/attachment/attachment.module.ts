import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MulterModule } from '@nestjs/platform-express';
import { ChatModule } from '../chat/chat.module';
import { CONFIG } from '../config/config.module';
import { AttachmentController } from './attachment.controller';
import { Attachment, AttachmentSchema } from './attachment.schema';
import { AttachmentService } from './attachment.service';
import { AttachmentAccess } from './attachment-access';
import { AttachmentSweep } from './attachment-sweep';
import { FileResponse } from './file-response';
import { FILE_STORE } from './file-store';
import { openFileStore } from './open-file-store';
import { TempFiles } from './temp-files';
import { UploadInterceptor } from './upload.interceptor';
import { UploadService } from './upload.service';
import { uploadForm } from './upload-form';
import { UploadPreparation } from './upload-preparation';
import { UploadQuota } from './upload-quota';

@Module({
  imports: [
    ChatModule,
    MongooseModule.forFeature([{ name: Attachment.name, schema: AttachmentSchema }]),
    MulterModule.registerAsync({ inject: [CONFIG], useFactory: uploadForm }),
  ],
  controllers: [AttachmentController],
  providers: [
    { provide: FILE_STORE, inject: [CONFIG], useFactory: openFileStore },
    AttachmentAccess,
    AttachmentService,
    AttachmentSweep,
    FileResponse,
    TempFiles,
    UploadInterceptor,
    UploadPreparation,
    UploadQuota,
    UploadService,
  ],
  exports: [AttachmentService, AttachmentSweep],
})
export class AttachmentModule {}
