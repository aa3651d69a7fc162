import type { Locale } from '@app/contracts';

type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

interface EmailTexts {
  subject: Counted;
  greeting: string;
  intro: Counted;
  open: string;
  messages: Counted;
  why: string;
  whyGuest: string;
  settings: string;
  unsubscribe: string;
  unsubscribeTitle: string;
  unsubscribeQuestion: string;
  unsubscribed: string;
  unsubscribeInvalid: string;
}

/** What letters say by themselves. `{name}` and `{count}` are filled in. */
export const EMAIL_TEXTS: Record<Locale, EmailTexts> = {
  en: {
    subject: { one: '{count} new notification', other: '{count} new notifications' },
    greeting: 'Hello {name},',
    intro: { one: 'this happened while you were away:', other: 'these things happened while you were away:' },
    open: 'Open',
    messages: { one: '{count} new message', other: '{count} new messages' },
    why: 'You get this letter because your settings ask for e-mail about it.',
    whyGuest: 'You get this letter because somebody wrote to support with this address.',
    settings: 'Change what you are mailed about',
    unsubscribe: 'No more e-mail of this kind',
    unsubscribeTitle: 'E-mail notifications',
    unsubscribeQuestion: 'Stop e-mail of this kind? Everything stays in your bell.',
    unsubscribed: 'Done. You will get no more e-mail of this kind.',
    unsubscribeInvalid: 'This link is not valid.',
  },
  fr: {
    subject: { one: '{count} nouvelle notification', other: '{count} nouvelles notifications' },
    greeting: 'Bonjour {name},',
    intro: { one: 'voici ce qui s’est passé en votre absence :', other: 'voici ce qui s’est passé en votre absence :' },
    open: 'Ouvrir',
    messages: { one: '{count} nouveau message', other: '{count} nouveaux messages' },
    why: 'Vous recevez ce courriel parce que vos réglages le demandent.',
    whyGuest: 'Vous recevez ce courriel parce que quelqu’un a écrit à l’assistance avec cette adresse.',
    settings: 'Choisir ce que vous recevez par courriel',
    unsubscribe: 'Ne plus recevoir ce type de courriel',
    unsubscribeTitle: 'Notifications par courriel',
    unsubscribeQuestion: 'Ne plus recevoir ce type de courriel ? Tout reste dans vos notifications.',
    unsubscribed: 'C’est fait. Vous ne recevrez plus ce type de courriel.',
    unsubscribeInvalid: 'Ce lien n’est pas valable.',
  },
  ar: {
    subject: {
      zero: 'لا إشعارات جديدة',
      one: 'إشعار جديد واحد',
      two: 'إشعاران جديدان',
      few: '{count} إشعارات جديدة',
      many: '{count} إشعارًا جديدًا',
      other: '{count} إشعار جديد',
    },
    greeting: 'مرحبًا {name}،',
    intro: { other: 'هذا ما حدث في غيابك:' },
    open: 'فتح',
    messages: {
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: '{count} رسائل جديدة',
      many: '{count} رسالة جديدة',
      other: '{count} رسالة جديدة',
    },
    why: 'تصلك هذه الرسالة لأن إعداداتك تطلب البريد الإلكتروني بشأنها.',
    whyGuest: 'تصلك هذه الرسالة لأن أحدًا راسل فريق الدعم بهذا العنوان.',
    settings: 'اختر ما يصلك بالبريد الإلكتروني',
    unsubscribe: 'إيقاف هذا النوع من الرسائل',
    unsubscribeTitle: 'إشعارات البريد الإلكتروني',
    unsubscribeQuestion: 'هل تريد إيقاف هذا النوع من الرسائل؟ سيبقى كل شيء في إشعاراتك.',
    unsubscribed: 'تم. لن تصلك رسائل من هذا النوع بعد الآن.',
    unsubscribeInvalid: 'هذا الرابط غير صالح.',
  },
};

export function counted(texts: Counted, count: number, locale: Locale): string {
  const form = texts[new Intl.PluralRules(locale).select(count)] ?? texts.other;
  return form.replace('{count}', new Intl.NumberFormat(locale).format(count));
}
