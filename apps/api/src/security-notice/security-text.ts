import type { Locale, NotificationTextDto } from '@app/contracts';

interface SecurityTexts {
  newDevice: NotificationTextDto;
  /** In place of a device that nobody knows the name of. */
  unknownDevice: string;
  sessionEnded: NotificationTextDto;
}

/** `{device}` is filled in. */
const TEXTS: Record<Locale, SecurityTexts> = {
  en: {
    newDevice: {
      title: 'New sign-in to your account',
      text: 'Somebody signed in on a device that was not used before: {device}. If that was not you, write to support at once.',
    },
    unknownDevice: 'unknown device',
    sessionEnded: {
      title: 'You were signed out on one device',
      text: 'Its sign-in was used in two places at once, so somebody may have copied it. If you see this often, write to support.',
    },
  },
  fr: {
    newDevice: {
      title: 'Nouvelle connexion à votre compte',
      text: 'Une connexion a eu lieu sur un appareil jamais utilisé : {device}. Si ce n’était pas vous, écrivez tout de suite au support.',
    },
    unknownDevice: 'appareil inconnu',
    sessionEnded: {
      title: 'Vous avez été déconnecté sur un appareil',
      text: 'Sa connexion a servi à deux endroits à la fois : quelqu’un l’a peut-être copiée. Si cela se répète, écrivez au support.',
    },
  },
  ar: {
    newDevice: {
      title: 'تسجيل دخول جديد إلى حسابك',
      text: 'جرى تسجيل الدخول من جهاز لم يُستخدم من قبل: {device}. إن لم تكن أنت، فراسل الدعم فورًا.',
    },
    unknownDevice: 'جهاز غير معروف',
    sessionEnded: {
      title: 'تم تسجيل خروجك من أحد الأجهزة',
      text: 'استُخدمت جلسته في مكانين في آن واحد، وربما نسخها أحد. إذا تكرر ذلك فراسل الدعم.',
    },
  },
};

export function newDeviceText(locale: Locale, device: string | null): NotificationTextDto {
  const { newDevice, unknownDevice } = TEXTS[locale];
  // Isolated, as the name is in Latin letters and the sentence may not be.
  const name = device === null ? unknownDevice : `\u2068${device}\u2069`;
  return { title: newDevice.title, text: newDevice.text.replace('{device}', () => name) };
}

export function sessionEndedText(locale: Locale): NotificationTextDto {
  return TEXTS[locale].sessionEnded;
}
