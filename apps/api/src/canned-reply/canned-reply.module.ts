import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CannedReplyController } from './canned-reply.controller';
import { CannedReply, CannedReplySchema } from './canned-reply.schema';
import { CannedReplyService } from './canned-reply.service';

@Module({
  imports: [MongooseModule.forFeature([{ name: CannedReply.name, schema: CannedReplySchema }])],
  controllers: [CannedReplyController],
  providers: [CannedReplyService],
})
export class CannedReplyModule {}
