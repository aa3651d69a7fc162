import type { Locale } from '@app/contracts';
import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UserService } from '../../../user/user.service';
import { PreferenceService } from '../../preference/preference.service';
import { EMAIL_TEXTS } from './email-text';
import { escapeHtml, htmlPage } from './html';
import { UnsubscribeTokens } from './unsubscribe-tokens';

const HTML = 'text/html; charset=utf-8';
/** Nothing but the page's own form may do anything. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * The way out of a letter, without signing in: mail programs post here with one click (RFC 8058), people see a page that asks, because
 * programs that look for viruses follow links too.
 */
@Controller('api/email/unsubscribe')
@ApiTags('email')
export class UnsubscribeController {
  constructor(
    private readonly tokens: UnsubscribeTokens,
    private readonly preferences: PreferenceService,
    private readonly users: UserService,
  ) {}

  @Get(':token')
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', POLICY)
  @Header('Referrer-Policy', 'no-referrer')
  @Header('Cache-Control', 'no-store')
  async ask(@Param('token') token: string): Promise<string> {
    const locale = await this.localeOf(this.tokens.read(token).userId);
    const t = EMAIL_TEXTS[locale];
    const button = `<button style="padding:10px 18px;border:0;border-radius:8px;background:#0e5b57;color:#fff;font:inherit">`;
    const form = `<form method="post">${button}${escapeHtml(t.unsubscribe)}</button></form>`;
    return page(locale, `<p>${escapeHtml(t.unsubscribeQuestion)}</p>${form}`);
  }

  @Post(':token')
  @HttpCode(200)
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', POLICY)
  async unsubscribe(@Param('token') token: string): Promise<string> {
    const { userId, categories } = this.tokens.read(token);
    await this.preferences.stopEmail(userId, categories);
    const locale = await this.localeOf(userId);
    return page(locale, `<p role="status">${escapeHtml(EMAIL_TEXTS[locale].unsubscribed)}</p>`);
  }

  private async localeOf(userId: string): Promise<Locale> {
    return (await this.users.findById(userId))?.locale ?? 'en';
  }
}

function page(locale: Locale, body: string): string {
  const title = EMAIL_TEXTS[locale].unsubscribeTitle;
  return htmlPage(title, `<h1 style="font-size:20px">${escapeHtml(title)}</h1>${body}`, locale);
}
