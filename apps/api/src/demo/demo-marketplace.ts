import type { ChatContextInput, CreateTicketInput, Locale, Role, TicketPriority } from '@app/contracts';

/** The demo marketplace: people of Algiers and Oran who buy, sell and ask for help in three languages. */

export interface DemoPerson {
  key: string;
  name: string;
  role: Role;
  part: 'buyer' | 'seller' | 'agent' | 'admin';
  locale: Locale;
  region: string;
}

export const DEMO_PEOPLE = [
  { key: 'amel', name: 'Amel Haddad', role: 'user', part: 'buyer', locale: 'en', region: 'Alger' },
  { key: 'yacine', name: 'Yacine Benali', role: 'user', part: 'seller', locale: 'fr', region: 'Alger' },
  { key: 'samir', name: 'سمير مزيان', role: 'user', part: 'seller', locale: 'ar', region: 'Oran' },
  { key: 'nour', name: 'نور بن علي', role: 'user', part: 'buyer', locale: 'ar', region: 'Oran' },
  { key: 'lina', name: 'Lina Kaci', role: 'user', part: 'seller', locale: 'fr', region: 'Alger' },
  { key: 'nadia', name: 'Nadia Bouzid', role: 'agent', part: 'agent', locale: 'fr', region: 'Alger' },
  { key: 'karim', name: 'Karim Amrani', role: 'admin', part: 'admin', locale: 'en', region: 'Alger' },
] as const satisfies DemoPerson[];

export type PersonKey = (typeof DEMO_PEOPLE)[number]['key'];

export interface DemoLine {
  from: PersonKey;
  text: string;
  /** Minutes before the demo was loaded. */
  ago: number;
  /** Index of the line it answers. */
  replyTo?: number;
}

export interface DemoChat {
  key: string;
  between: [PersonKey, PersonKey];
  context: Omit<ChatContextInput, 'imageUrl'> & { image: string };
  lines: DemoLine[];
  /** How many lines at the end the first person has not read. */
  unread?: number;
}

const DAY = 24 * 60;

export const DEMO_CHATS: DemoChat[] = [
  {
    key: 'bike',
    between: ['amel', 'yacine'],
    context: {
      type: 'listing',
      id: 'vtt-rockrider',
      title: 'VTT Rockrider ST 540, 27.5″, taille M',
      image: 'bike.svg',
      price: { amount: 4_800_000, currency: 'DZD' },
      status: 'available',
    },
    lines: [
      { from: 'amel', text: 'Bonjour, is the bike still available?', ago: DAY + 190 },
      { from: 'yacine', text: 'Bonjour ! Oui, toujours disponible.', ago: DAY + 184 },
      { from: 'yacine', text: 'Petite rayure sur la fourche, rien d’autre.', ago: DAY + 183 },
      { from: 'amel', text: 'Is it deep, or only the paint?', ago: 96, replyTo: 2 },
      { from: 'yacine', text: 'Juste la peinture. Vous pouvez l’essayer à Bab Ezzouar.', ago: 90 },
      { from: 'amel', text: 'Tomorrow after 17:00 works for me', ago: 74 },
      { from: 'yacine', text: 'Parfait. Je peux ajouter le casque à 45 000 DA, cash à la remise.', ago: 22 },
      { from: 'yacine', text: 'On dit 17 h 30 devant le centre commercial ?', ago: 21 },
    ],
    unread: 2,
  },
  {
    key: 'phone',
    between: ['nour', 'samir'],
    context: {
      type: 'listing',
      id: 'iphone-13',
      title: 'iPhone 13, 128 Go',
      image: 'phone.svg',
      price: { amount: 9_200_000, currency: 'DZD' },
      status: 'available',
    },
    lines: [
      { from: 'nour', text: 'السلام عليكم، هل الهاتف متوفر؟', ago: DAY + 60 },
      { from: 'samir', text: 'وعليكم السلام، نعم متوفر. البطارية 91%.', ago: DAY + 52 },
      { from: 'nour', text: 'هل السعر قابل للتفاوض؟', ago: 140, replyTo: 1 },
      { from: 'samir', text: 'آخر سعر 92 000 دج، تسليم يد بيد في وهران.', ago: 38 },
    ],
    unread: 1,
  },
  {
    key: 'phone-amel',
    between: ['amel', 'samir'],
    context: {
      type: 'listing',
      id: 'iphone-13',
      title: 'iPhone 13, 128 Go',
      image: 'phone.svg',
      price: { amount: 9_200_000, currency: 'DZD' },
      status: 'available',
    },
    lines: [
      { from: 'amel', text: 'Hello, do you ship to Algiers?', ago: 320 },
      { from: 'samir', text: 'مرحبا، نعم عبر Yalidine، التوصيل 600 دج إلى الجزائر.', ago: 300 },
      { from: 'samir', text: 'هل ترغبين في صور إضافية؟', ago: 299 },
    ],
    unread: 2,
  },
  {
    key: 'flat',
    between: ['amel', 'lina'],
    context: {
      type: 'booking',
      id: 'f3-hydra',
      title: 'F3 Hydra, 85 m², 4e étage',
      image: 'flat.svg',
      price: { amount: 7_500_000, currency: 'DZD' },
      status: 'requested',
    },
    lines: [
      { from: 'lina', text: 'Bonjour Amel, merci pour votre demande de visite.', ago: 2 * DAY + 30 },
      { from: 'amel', text: 'Merci ! Le parking est-il compris ?', ago: 2 * DAY + 12 },
      { from: 'lina', text: 'Oui, une place au sous-sol.', ago: 2 * DAY },
      { from: 'amel', text: 'Great, I will think about it.', ago: 2 * DAY - 20 },
    ],
  },
];

export interface DemoTicket {
  key: string;
  requester: PersonKey;
  input: Omit<CreateTicketInput, 'clientMsgId'>;
  ago: number;
  priority?: TicketPriority;
  /** Whose it is before anybody answers. */
  assignee?: PersonKey;
  answer?: { from: PersonKey; text: string; ago: number };
  /** Pending, once it was answered, unless something else came of it. */
  outcome?: { state: 'solved' | 'closed'; ago: number; score?: number };
}

export const DEMO_TICKETS: DemoTicket[] = [
  {
    key: 'refund',
    requester: 'amel',
    input: {
      subject: 'Refund for a cancelled booking',
      category: 'booking',
      description: 'I cancelled the flat in Tipaza within 24 hours, but the deposit has not come back yet.',
    },
    ago: DAY + 400,
    answer: {
      from: 'nadia',
      text: 'Hello Amel, your refund was approved this morning. It takes up to three working days.',
      ago: 130,
    },
  },
  {
    key: 'scam',
    requester: 'nour',
    input: {
      subject: 'بائع يطلب الدفع خارج الموقع',
      category: 'complaint',
      description: 'طلب مني بائع تحويل المبلغ قبل التسليم وخارج الموقع. هل هذا عادي؟',
    },
    ago: 65,
  },
  {
    key: 'parcel',
    requester: 'samir',
    input: {
      subject: 'الزبون يقول إن الطرد لم يصل',
      category: 'destination',
      description: 'أرسلت الطرد يوم الأحد إلى الجزائر والزبون لم يستلمه بعد. هل يمكنكم سؤال شركة التوصيل؟',
    },
    ago: 7 * 60 + 20,
    assignee: 'nadia',
  },
  {
    key: 'photos',
    requester: 'lina',
    input: {
      subject: 'Les photos ne partent pas en 3G',
      category: 'general',
      description: 'Depuis hier, les photos de mon annonce restent bloquées à 90 %.',
    },
    ago: 45,
  },
  {
    key: 'visit',
    requester: 'lina',
    input: {
      subject: 'Changer l’heure d’une visite',
      category: 'booking',
      description: 'L’acheteuse ne peut venir qu’à 18 h. Où puis-je changer le rendez-vous ?',
    },
    ago: 2 * DAY + 300,
    answer: { from: 'nadia', text: 'C’est fait : la visite est à 18 h, et Amel est prévenue.', ago: 2 * DAY + 262 },
    outcome: { state: 'solved', ago: 2 * DAY + 240, score: 5 },
  },
  {
    key: 'invoice',
    requester: 'yacine',
    input: {
      subject: 'Facture du mois de mise en avant',
      category: 'general',
      description: 'Je ne trouve pas la facture de la mise en avant de mon annonce.',
    },
    ago: 5 * DAY + 500,
    answer: {
      from: 'nadia',
      text: 'Elle est dans votre courriel depuis ce matin. Bonne journée !',
      ago: 5 * DAY + 410,
    },
    outcome: { state: 'closed', ago: 5 * DAY + 60, score: 4 },
  },
  {
    key: 'code',
    requester: 'samir',
    input: {
      subject: 'شخص يطلب رمزًا وصلني برسالة',
      category: 'complaint',
      description: 'مشترٍ يطلب الرمز الذي وصلني في رسالة قصيرة ليدفع. هل أعطيه إياه؟',
    },
    ago: 8 * DAY + 200,
    priority: 'high',
    answer: {
      from: 'nadia',
      text: 'لا تعطِ الرمز لأحد. أوقفنا حساب هذا الشخص، وشكرًا لأنك أخبرتنا.',
      ago: 8 * DAY + 188,
    },
    outcome: { state: 'closed', ago: 7 * DAY + 900, score: 5 },
  },
  {
    key: 'double',
    requester: 'yacine',
    input: {
      subject: 'Annonce publiée deux fois',
      category: 'general',
      description: 'Mon VTT apparaît deux fois dans la liste.',
    },
    ago: 11 * DAY + 420,
    answer: { from: 'karim', text: 'J’ai retiré le doublon. Désolé pour l’attente.', ago: 10 * DAY + 600 },
    outcome: { state: 'closed', ago: 10 * DAY + 580, score: 3 },
  },
];

/** Who takes tickets as they come, and how many: whoever signs in as one of them is given what waits. */
export const DEMO_AGENTS: Partial<Record<PersonKey, { capacity: number }>> = { nadia: { capacity: 8 } };

export const DEMO_BROADCAST = {
  en: { title: 'Meet in safety', text: 'Meet in a public place, look at the item first, and pay at hand-over.' },
  fr: { title: 'Rencontrez-vous en sécurité', text: 'Un lieu public, l’article d’abord, le paiement à la remise.' },
  ar: { title: 'التقوا بأمان', text: 'التقوا في مكان عام، عاينوا السلعة أولا، وادفعوا عند التسليم.' },
};
