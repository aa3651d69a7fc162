import type { ArticleInput } from '@app/contracts';

/** What people ask a marketplace's support most, answered in the three languages of its readers. */
export const DEMO_ARTICLES: Record<string, ArticleInput> = {
  refund: {
    category: 'booking',
    state: 'published',
    variants: {
      en: {
        title: 'When does my deposit come back?',
        body: `A deposit is returned when a booking is cancelled in time, or when the owner cancels it.

- Cancelled more than 48 hours before: the whole deposit, within 5 working days.
- Cancelled later: half of it.
- Cancelled by the owner: the whole deposit, at once.

The money goes back the way it came. If it is not there after 7 days, send us the number of the booking.`,
      },
      fr: {
        title: 'Quand mon acompte est-il remboursé ?',
        body: `L’acompte est rendu quand une réservation est annulée à temps, ou quand le propriétaire l’annule.

- Annulation plus de 48 heures avant : tout l’acompte, sous 5 jours ouvrés.
- Annulation plus tard : la moitié.
- Annulation par le propriétaire : tout l’acompte, aussitôt.

L’argent revient par le moyen de paiement utilisé. S’il n’est pas là après 7 jours, envoyez-nous le numéro de la réservation.`,
      },
      ar: {
        title: 'متى يُعاد إليّ العربون؟',
        body: `يُعاد العربون إذا أُلغي الحجز في الوقت المناسب، أو إذا ألغاه المالك.

- الإلغاء قبل أكثر من 48 ساعة: العربون كاملًا خلال 5 أيام عمل.
- الإلغاء بعد ذلك: نصف العربون.
- الإلغاء من المالك: العربون كاملًا وعلى الفور.

يعود المبلغ بوسيلة الدفع نفسها. إن لم يصل بعد 7 أيام، أرسل إلينا رقم الحجز.`,
      },
    },
  },
  safePayment: {
    category: 'complaint',
    state: 'published',
    variants: {
      en: {
        title: 'How to buy safely',
        body: `Meet in a public place, look at the article first, and pay when you have it in your hands.

- Keep the conversation here: we can only help with what was said here.
- Never pay a deposit by postal order to somebody you have not met.
- Never give anybody a code that came by SMS.

If something feels wrong, open the chat’s menu and ask support. We see the conversation as it was at that moment.`,
      },
      fr: {
        title: 'Acheter en sécurité',
        body: `Donnez rendez-vous dans un lieu public, regardez l’article d’abord, et payez quand vous l’avez en main.

- Gardez la conversation ici : nous ne pouvons aider que pour ce qui a été dit ici.
- Ne versez jamais d’acompte par mandat à quelqu’un que vous n’avez pas rencontré.
- Ne donnez jamais un code reçu par SMS.

Si quelque chose vous paraît louche, ouvrez le menu de la discussion et écrivez au support. Nous voyons la conversation telle qu’elle était à ce moment.`,
      },
      ar: {
        title: 'كيف تشتري بأمان',
        body: `التقِ البائع في مكان عام، وافحص السلعة أولًا، وادفع عندما تصبح في يدك.

- أبقِ المحادثة هنا: لا نستطيع المساعدة إلا فيما قيل هنا.
- لا تدفع عربونًا بحوالة بريدية لمن لم تلتقِ به.
- لا تعطِ أحدًا رمزًا وصلك في رسالة قصيرة.

إن راودك شك، افتح قائمة المحادثة واسأل الدعم. نرى المحادثة كما كانت في تلك اللحظة.`,
      },
    },
  },
  delivery: {
    category: 'destination',
    state: 'published',
    variants: {
      en: {
        title: 'My parcel has not arrived',
        body: `Parcels take 2 to 4 days between wilayas, 6 in the south.

Ask the seller for the number of the parcel in the chat. If the carrier has had it for more than a week, write to us with that number, and we ask for it.`,
      },
      fr: {
        title: 'Mon colis n’est pas arrivé',
        body: `Un colis met 2 à 4 jours entre wilayas, 6 dans le sud.

Demandez au vendeur le numéro du colis dans la discussion. Si le transporteur l’a depuis plus d’une semaine, écrivez-nous avec ce numéro et nous le réclamons.`,
      },
      ar: {
        title: 'لم يصل طردي',
        body: `يستغرق الطرد من يومين إلى 4 أيام بين الولايات، و6 أيام في الجنوب.

اطلب من البائع رقم الطرد في المحادثة. إن كان لدى الناقل منذ أكثر من أسبوع، فراسلنا مع الرقم وسنسأل عنه.`,
      },
    },
  },
  listing: {
    category: 'general',
    state: 'published',
    variants: {
      en: {
        title: 'Change or take down a listing',
        body: `Open your listing and choose “Edit”. Price and text change at once, also in the chats about it.

A listing that was sold is marked as sold, so that nobody writes to you about it any more.`,
      },
      fr: {
        title: 'Modifier ou retirer une annonce',
        body: `Ouvrez votre annonce et choisissez « Modifier ». Le prix et le texte changent aussitôt, aussi dans les discussions à son sujet.

Une annonce vendue est marquée comme vendue : plus personne ne vous écrit à son sujet.`,
      },
      ar: {
        title: 'تعديل إعلان أو سحبه',
        body: `افتح إعلانك واختر «تعديل». يتغير السعر والنص على الفور، وفي المحادثات حوله أيضًا.

الإعلان المباع يُعلَّم بأنه مباع، فلا يراسلك أحد بشأنه.`,
      },
    },
  },
  verification: {
    category: 'general',
    state: 'draft',
    variants: {
      en: { title: 'Verified sellers', body: 'To be written before the badge goes live.' },
    },
  },
};
