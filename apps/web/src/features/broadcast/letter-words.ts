import type { Locale } from '@app/contracts';

interface LetterWords {
  /** `{name}` is filled in. */
  greeting: string;
  intro: string;
  open: string;
  why: string;
  settings: string;
  unsubscribe: string;
}

/** What a letter says besides the broadcast, in the reader's language and not the viewer's: the words of the server. */
export const LETTER_WORDS: Record<Locale, LetterWords> = {
  en: {
    greeting: 'Hello {name},',
    intro: 'this happened while you were away:',
    open: 'Open',
    why: 'You get this letter because your settings ask for e-mail about it.',
    settings: 'Change what you are mailed about',
    unsubscribe: 'No more e-mail of this kind',
  },
  fr: {
    greeting: 'Bonjour {name},',
    intro: 'voici ce qui s’est passé en votre absence :',
    open: 'Ouvrir',
    why: 'Vous recevez ce courriel parce que vos réglages le demandent.',
    settings: 'Choisir ce que vous recevez par courriel',
    unsubscribe: 'Ne plus recevoir ce type de courriel',
  },
  ar: {
    greeting: 'مرحبًا {name}،',
    intro: 'هذا ما حدث في غيابك:',
    open: 'فتح',
    why: 'تصلك هذه الرسالة لأن إعداداتك تطلب البريد الإلكتروني بشأنها.',
    settings: 'اختر ما يصلك بالبريد الإلكتروني',
    unsubscribe: 'إيقاف هذا النوع من الرسائل',
  },
};
