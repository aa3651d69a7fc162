import type { NotificationTemplateDto } from '@app/contracts';
import { Body, Delete, Get, Param, Put } from '@nestjs/common';
import { ServerController } from '../../auth/server-controller.decorator';
import { ParamsPipe } from '../../common/params.pipe';
import { NotificationTemplateInputDto, TemplateKeyDto } from './template.dto';
import { NotificationTemplates } from './templates';

@ServerController('notification-templates')
export class NotificationTemplateController {
  constructor(private readonly templates: NotificationTemplates) {}

  @Get()
  list(): Promise<NotificationTemplateDto[]> {
    return this.templates.list();
  }

  @Get(':key')
  get(@Param(ParamsPipe) { key }: TemplateKeyDto): Promise<NotificationTemplateDto> {
    return this.templates.get(key);
  }

  /** Replaces the whole template. */
  @Put(':key')
  save(
    @Param(ParamsPipe) { key }: TemplateKeyDto,
    @Body() input: NotificationTemplateInputDto,
  ): Promise<NotificationTemplateDto> {
    return this.templates.save(key, input);
  }

  @Delete(':key')
  remove(@Param(ParamsPipe) { key }: TemplateKeyDto): Promise<void> {
    return this.templates.remove(key);
  }
}
