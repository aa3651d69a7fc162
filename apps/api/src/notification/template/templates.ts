import type { Locale, NotificationTemplateDto, NotificationTemplateInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../../common/app-error';
import { cutText } from '../../common/text.rule';
import { fillIn, isWellFormed, neededBy, type Variables } from './fill-in';
import { NotificationTemplate } from './template.schema';

const TEMPLATES_MAX = 500;
const TITLE_MAX = 120;
const TEXT_MAX = 2_000;

/** A template with one person's values, in their language. */
export interface FilledTemplate {
  title: string;
  text: string;
  category: NotificationTemplate['category'];
  link: string | null;
  isCritical: boolean;
}

/** Texts that the marketplace keeps here. */
@Injectable()
export class NotificationTemplates {
  constructor(@InjectModel(NotificationTemplate.name) private readonly templates: Model<NotificationTemplate>) {}

  async list(): Promise<NotificationTemplateDto[]> {
    const found = await this.templates
      .find()
      .sort({ _id: 1 })
      .limit(TEMPLATES_MAX)
      .lean<NotificationTemplate[]>()
      .exec();
    return found.map(toDto);
  }

  async get(key: string): Promise<NotificationTemplateDto> {
    return toDto(await this.require(key));
  }

  async save(key: string, input: NotificationTemplateInput): Promise<NotificationTemplateDto> {
    const { category, variants, defaultLocale, link = null, isCritical = false } = input;
    if (!variants[defaultLocale]) throw invalid('variants', 'needs the default language');
    if (!textsOf({ variants, link }).every(isWellFormed)) throw invalid('variants', 'has braces that nothing fills');
    if ((await this.templates.countDocuments({ _id: { $ne: key } })) >= TEMPLATES_MAX) {
      throw invalid('key', `there are ${TEMPLATES_MAX} already`);
    }
    // Only what the contract knows, as plain values.
    const plain = JSON.parse(JSON.stringify(variants)) as NotificationTemplate['variants'];
    const template = { category, variants: plain, defaultLocale, link, isCritical, updatedAt: new Date() };
    await this.templates.updateOne({ _id: key }, { $set: template }, { upsert: true });
    return toDto({ _id: key, ...template });
  }

  async remove(key: string): Promise<void> {
    const { deletedCount } = await this.templates.deleteOne({ _id: key });
    if (deletedCount === 0) throw unknown();
  }

  /** Throws VALIDATION when a value is missing that nothing stands in for. */
  async fill(key: string, variables: Variables, locale: Locale): Promise<FilledTemplate> {
    const { variants, defaultLocale, category, link, isCritical } = await this.require(key);
    const { title, text } = variants[locale] ?? variants[defaultLocale] ?? { title: '', text: '' };
    const missing = neededBy([title, text, link ?? '']).filter((name) => !Object.hasOwn(variables, name));
    if (missing.length > 0) throw invalid('variables', `lacks ${missing.join(', ')}`);
    return {
      title: cutText(fillIn(title, variables), TITLE_MAX),
      text: cutText(fillIn(text, variables), TEXT_MAX),
      // A value stays within its part of the path, whatever is in it.
      link: link === null ? null : fillIn(link, variables, encodeURIComponent),
      ...{ category, isCritical },
    };
  }

  private async require(key: string): Promise<NotificationTemplate> {
    const template = await this.templates.findById(key).lean<NotificationTemplate>().exec();
    if (!template) throw unknown();
    return template;
  }
}

function toDto({ _id, updatedAt, ...template }: NotificationTemplate): NotificationTemplateDto {
  return { key: _id, ...template, variables: neededBy(textsOf(template)), updatedAt: updatedAt.toISOString() };
}

function textsOf({ variants, link }: Pick<NotificationTemplate, 'variants' | 'link'>): string[] {
  return [...Object.values(variants).flatMap((variant) => (variant ? [variant.title, variant.text] : [])), link ?? ''];
}

function unknown(): AppError {
  return new AppError('NOT_FOUND', 'There is no such template.');
}

function invalid(field: string, what: string): AppError {
  return new AppError('VALIDATION', 'The template cannot be used like this.', { fields: { [field]: what } });
}
