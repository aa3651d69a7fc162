import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { SlaPolicies } from './sla-policies';
import { SlaPolicyController } from './sla-policy.controller';
import { SlaPolicySchema, StoredSlaPolicy } from './sla-policy.schema';

/** What the desk promises, and the arithmetic of its clocks; knows no tickets. */
@Module({
  imports: [TicketCategoryModule, MongooseModule.forFeature([{ name: StoredSlaPolicy.name, schema: SlaPolicySchema }])],
  controllers: [SlaPolicyController],
  providers: [SlaPolicies],
  exports: [SlaPolicies],
})
export class SlaModule {}
