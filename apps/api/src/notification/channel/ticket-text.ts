import type { Locale, NotificationDto, NotificationTargetDto, SlaTarget } from '@app/contracts';

type Desk = NonNullable<NotificationTargetDto['desk']>;

/** What channels say about tickets: to the customer how theirs stands, to the staff what is asked of them. */
interface TicketTexts {
  states: Record<string, string>;
  asksRating: string;
  /** For the staff, instead of "your request". */
  forStaff: string;
  warning: Record<SlaTarget, string>;
  missed: Record<SlaTarget, string>;
  desk: Record<Desk, string>;
}

const TEXTS: Record<Locale, TicketTexts> = {
  en: {
    states: {
      new: 'Received',
      open: 'In progress',
      pending: 'Waiting for your answer',
      on_hold: 'On hold',
      solved: 'Solved',
      closed: 'Closed',
    },
    asksRating: 'Solved: how did we do?',
    forStaff: 'A ticket waits for you',
    warning: {
      firstResponse: 'First answer due soon',
      nextResponse: 'Answer due soon',
      resolution: 'Solution due soon',
    },
    missed: {
      firstResponse: 'The first answer is late',
      nextResponse: 'The answer is late',
      resolution: 'The solution is late',
    },
    desk: { escalated: 'Escalated to you', assigned: 'Assigned to you', woken: 'Back in your queue' },
  },
  fr: {
    states: {
      new: 'Reçue',
      open: 'En cours',
      pending: 'En attente de votre réponse',
      on_hold: 'En pause',
      solved: 'Résolue',
      closed: 'Fermée',
    },
    asksRating: 'Résolue : qu’en avez-vous pensé ?',
    forStaff: 'Une demande vous attend',
    warning: {
      firstResponse: 'Première réponse attendue sous peu',
      nextResponse: 'Réponse attendue sous peu',
      resolution: 'Résolution attendue sous peu',
    },
    missed: {
      firstResponse: 'La première réponse est en retard',
      nextResponse: 'La réponse est en retard',
      resolution: 'La résolution est en retard',
    },
    desk: { escalated: 'Escaladée vers vous', assigned: 'Attribuée à vous', woken: 'De retour dans votre file' },
  },
  ar: {
    states: {
      new: 'تم الاستلام',
      open: 'قيد المعالجة',
      pending: 'بانتظار ردك',
      on_hold: 'معلّق',
      solved: 'تم الحل',
      closed: 'مغلق',
    },
    asksRating: 'تم الحل: كيف كانت خدمتنا؟',
    forStaff: 'تذكرة بانتظارك',
    warning: {
      firstResponse: 'اقترب موعد الرد الأول',
      nextResponse: 'اقترب موعد الرد',
      resolution: 'اقترب موعد الحل',
    },
    missed: { firstResponse: 'تأخر الرد الأول', nextResponse: 'تأخر الرد', resolution: 'تأخر الحل' },
    desk: { escalated: 'صُعّدت إليك', assigned: 'أُسندت إليك', woken: 'عادت إلى قائمتك' },
  },
};

/** What sort of thing it is, when it is for the staff. */
export function ticketKind({ sla, desk }: NotificationTargetDto, locale: Locale): string | null {
  return sla || desk ? TEXTS[locale].forStaff : null;
}

/** What happened; undefined when it is nothing that channels have a word for. */
export function ticketText({ data, text }: Pick<NotificationDto, 'data' | 'text'>, locale: Locale): string | undefined {
  const { states, asksRating, desk, ...promises } = TEXTS[locale];
  if (data.sla) return promises[data.sla.kind][data.sla.target];
  if (data.desk) return text ? `${desk[data.desk]}: ${text}` : desk[data.desk];
  return data.asksRating ? asksRating : states[data.state ?? ''];
}
