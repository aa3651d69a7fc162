import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PreferenceController } from './preference.controller';
import { Preference, PreferenceDefaults, PreferenceDefaultsSchema, PreferenceSchema } from './preference.schema';
import { PreferenceService } from './preference.service';

/** What people want to hear. Stands left of whatever has to ask: bell, channels, chats. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: Preference.name, schema: PreferenceSchema },
      { name: PreferenceDefaults.name, schema: PreferenceDefaultsSchema },
    ]),
  ],
  controllers: [PreferenceController],
  providers: [PreferenceService],
  exports: [PreferenceService],
})
export class PreferenceModule {}
