import type { Locale, SupportTicketDto } from '@app/contracts';
import { escapeHtml, htmlPage } from '../notification/channel/email/html';

/** `{number}` is filled in. */
interface GuestTexts {
  subject: string;
  hello: string;
  received: string;
  keep: string;
  open: string;
  notYou: string;
}

/**
 * Nothing that the visitor typed is in it, their name included: whoever types another person's address could otherwise send them any
 * words in our name.
 */
const TEXTS: Record<Locale, GuestTexts> = {
  en: {
    subject: 'Your request #{number}',
    hello: 'Hello,',
    received: 'we have received your request #{number} and will answer you by e-mail and at this address:',
    keep: 'Keep this letter: whoever has this link can read your request and answer in it.',
    open: 'Open your request',
    notYou: 'You did not write to us? Then somebody mistyped their address, and you can forget this letter.',
  },
  fr: {
    subject: 'Votre demande n° {number}',
    hello: 'Bonjour,',
    received: 'nous avons bien reçu votre demande n° {number}. Nous vous répondrons par courriel et à cette adresse :',
    keep: 'Gardez ce courriel : toute personne qui a ce lien peut lire votre demande et y répondre.',
    open: 'Ouvrir votre demande',
    notYou: 'Vous ne nous avez pas écrit ? Quelqu’un s’est trompé d’adresse, et vous pouvez oublier ce courriel.',
  },
  ar: {
    subject: 'طلبك رقم {number}',
    hello: 'مرحبًا،',
    received: 'استلمنا طلبك رقم {number}، وسنجيبك بالبريد الإلكتروني وعلى هذا الرابط:',
    keep: 'احتفظ بهذه الرسالة: كل من لديه هذا الرابط يستطيع قراءة طلبك والرد فيه.',
    open: 'افتح طلبك',
    notYou: 'لم تراسلنا؟ لقد أخطأ أحدهم في كتابة عنوانه، ويمكنك تجاهل هذه الرسالة.',
  },
};

const BUTTON =
  'display:inline-block;padding:8px 16px;border-radius:8px;background:#0e5b57;color:#ffffff;text-decoration:none';

/** The first letter: that the request has come, and the link to it. */
export function composeGuestLetter(
  { number }: Pick<SupportTicketDto, 'number'>,
  url: string,
  locale: Locale,
): { subject: string; text: string; html: string } {
  const filled = (text: string) => text.replace('{number}', String(number));
  const { hello, keep, open, notYou } = TEXTS[locale];
  const subject = filled(TEXTS[locale].subject);
  const received = filled(TEXTS[locale].received);
  const html = [
    `<p>${escapeHtml(hello)}</p><p>${escapeHtml(received)}</p>`,
    `<p><a href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(open)}</a></p>`,
    `<p>${escapeHtml(keep)}</p><p style="color:#69645b;font-size:13px">${escapeHtml(notYou)}</p>`,
  ].join('');
  return {
    subject,
    text: [hello, received, url, keep, `--\n${notYou}`].join('\n\n'),
    html: htmlPage(subject, html, locale),
  };
}
