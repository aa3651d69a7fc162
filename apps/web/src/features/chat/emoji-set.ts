import type { Locale } from '@app/contracts';

export interface EmojiEntry {
  emoji: string;
  /** By language: how it is called, then other words it is found by. */
  words: Record<Locale, readonly string[]>;
}

/** Offered at once, without opening the grid. */
export const QUICK_EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉', '👏'] as const;

/** Those that people who buy and sell need, by theme; one per line with its words in the languages of the app. */
const TABLE = `
😀|grinning face, smile, happy|visage souriant, content|وجه مبتسم، سعيد
😃|smiling face, happy|grand sourire, heureux|ابتسامة كبيرة، فرح
😄|smiling eyes, joy|sourire aux yeux plissés, joie|عيون ضاحكة، بهجة
😁|beaming face, grin|large sourire|ابتسامة عريضة
😂|tears of joy, laugh, lol|pleure de rire, mdr|دموع الضحك، ضحك
🤣|rolling on the floor, laugh|mort de rire, rire|ضحك شديد، يتدحرج ضحكا
😊|warm smile, blush|sourire doux, rougir|ابتسامة لطيفة، خجل
🙂|slight smile|léger sourire|ابتسامة خفيفة
😉|wink|clin d’œil|غمزة
😍|heart eyes, love|yeux en cœur, amour|عيون قلوب، حب
🥰|smiling with hearts, love|sourire avec cœurs, amour|وجه محاط بالقلوب، حب
😘|blowing a kiss|envoie un bisou|قبلة طائرة
😎|sunglasses, cool|lunettes de soleil, cool|نظارات شمسية، رائع
🤩|star-struck, wow|yeux étoilés, génial|عيون نجوم، مبهور
🤔|thinking, hmm|réfléchit, hum|يفكر، تفكير
🤨|raised eyebrow, doubt|sourcil levé, doute|حاجب مرفوع، شك
😐|neutral face|visage neutre|وجه محايد
🙄|rolling eyes|yeux au ciel|يقلب عينيه، ملل
😏|smirk|sourire en coin|ابتسامة ماكرة
😬|grimace, awkward|grimace, gêne|تكشيرة، إحراج
😌|relieved|soulagé|مرتاح، ارتياح
😴|sleeping, tired|endormi, sommeil|نائم، نوم
🤒|sick, fever|malade, fièvre|مريض، حمى
🥳|party face, celebrate|fête, cotillon|احتفال، حفلة
😮|surprised, wow|surpris, oh|مندهش، دهشة
😲|astonished, shock|stupéfait, choc|مذهول، صدمة
😳|flushed, embarrassed|rouge de honte, gêné|محرج، خجلان
🥺|pleading, please|implore, s’il te plaît|يتوسل، رجاء
😢|crying, sad|pleure, triste|يبكي، حزين
😭|sobbing, cry|sanglots, pleurer|يبكي بشدة، بكاء
😤|huffing, proud|souffle, agacé|ينفث، متضايق
😠|angry|en colère|غاضب، غضب
😡|furious, rage|furieux, rage|غضب شديد، ثائر
🤯|mind blown|tête qui explose, époustouflé|مذهول جدا، انفجار
😱|screaming, fear|hurle de peur, peur|يصرخ، خوف
😅|nervous laugh, sweat|rire nerveux, sueur|ضحكة محرجة، عرق
😇|halo, angel|auréole, ange|ملاك، بريء
🤗|hug|câlin, bras ouverts|عناق، حضن
🤫|quiet, secret|chut, secret|اصمت، سر
🤝|handshake, deal, agreed|poignée de main, marché conclu, accord|مصافحة، اتفاق، صفقة
👍|thumbs up, like, yes, ok|pouce levé, oui, bien|إعجاب، نعم، موافق
👎|thumbs down, no|pouce baissé, non|عدم إعجاب، لا
👏|clapping, bravo|applaudissements, bravo|تصفيق، برافو
🙌|raised hands, hooray|mains levées, hourra|أيد مرفوعة، مرحى
🙏|folded hands, thanks, please|mains jointes, merci|شكرا، رجاء، دعاء
👌|OK hand, perfect|parfait, ok|ممتاز، تمام
✌️|victory, peace|victoire, paix|نصر، سلام
🤞|fingers crossed, luck|doigts croisés, chance|حظ سعيد، أصابع متشابكة
👋|waving hand, hello, bye|salut de la main, bonjour, au revoir|تلويح، مرحبا، وداعا
💪|strong, muscle|fort, muscle|قوة، عضلات
👀|eyes, look|yeux, regarder|عيون، أنظر
🫶|heart hands|cœur avec les mains|قلب باليدين
☝️|pointing up|doigt vers le haut|إصبع للأعلى
👇|pointing down|doigt vers le bas|إصبع للأسفل
✍️|writing|écrit, écriture|كتابة
❤️|red heart, love|cœur rouge, amour|قلب أحمر، حب
🧡|orange heart|cœur orange|قلب برتقالي
💛|yellow heart|cœur jaune|قلب أصفر
💚|green heart|cœur vert|قلب أخضر
💙|blue heart|cœur bleu|قلب أزرق
💜|purple heart|cœur violet|قلب بنفسجي
🖤|black heart|cœur noir|قلب أسود
🤍|white heart|cœur blanc|قلب أبيض
💔|broken heart|cœur brisé|قلب مكسور
💯|hundred, perfect|cent, parfait|مئة، كامل
🔥|fire, hot|feu, super|نار، رائع
✨|sparkles, new|étincelles, neuf|بريق، جديد
⭐|star, favourite|étoile, favori|نجمة، مفضل
🌟|glowing star|étoile brillante|نجمة لامعة
🎉|party popper, congratulations|confettis, félicitations|احتفال، مبروك
🎊|confetti ball|boule à confettis|كرة احتفال
🎁|gift, present|cadeau|هدية
🎂|birthday cake|gâteau d’anniversaire|كعكة عيد ميلاد
🏆|trophy, winner|trophée, gagnant|كأس، فائز
🥇|gold medal, first|médaille d’or, premier|ميدالية ذهبية، الأول
✅|check mark, done|coche verte, fait|تم، علامة صح
❌|cross mark, no|croix rouge, non|خطأ، لا
❗|exclamation mark, important|point d’exclamation, important|علامة تعجب، مهم
❓|question mark|point d’interrogation|علامة استفهام، سؤال
⚠️|warning|attention, danger|تحذير
💡|idea, light bulb|idée, ampoule|فكرة، مصباح
📌|pin, important|épingle, important|دبوس، مهم
📍|place, location|lieu, adresse|موقع، مكان
📅|calendar, date|calendrier, date|تقويم، موعد
⏰|alarm clock, time|réveil, heure|منبه، وقت
⏳|hourglass, waiting|sablier, attente|ساعة رملية، انتظار
📦|parcel, package|colis, paquet|طرد، علبة
🚚|delivery truck|camion de livraison|شاحنة توصيل
🚗|car|voiture|سيارة
🚲|bicycle, bike|vélo|دراجة
🏠|house, home|maison|بيت، منزل
🔑|key|clé|مفتاح
💰|money bag, price|sac d’argent, prix|مال، سعر
💵|banknote, cash|billet, espèces|نقود، ورقة نقدية
💳|credit card, payment|carte bancaire, paiement|بطاقة بنكية، دفع
🧾|receipt, invoice|reçu, facture|فاتورة، وصل
📱|mobile phone|téléphone portable|هاتف محمول
📞|telephone, call|téléphone, appel|هاتف، مكالمة
📷|camera, photo|appareil photo, photo|كاميرا، صورة
🛍️|shopping bags|sacs de courses, achats|تسوق، أكياس
☕|coffee|café|قهوة
🍵|tea|thé|شاي
🌹|rose, flower|rose, fleur|وردة، زهرة
🌞|sun|soleil|شمس
🌙|moon, night|lune, nuit|قمر، ليل
⚽|football|football, ballon|كرة قدم
`;

export const EMOJIS: readonly EmojiEntry[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [emoji = '', ...names] = line.split('|');
    const [en, fr, ar] = names.map((words) => words.split(/[,،] /));
    return { emoji, words: { en: en ?? [], fr: fr ?? [], ar: ar ?? [] } };
  });

const BY_EMOJI = new Map(EMOJIS.map((entry) => [entry.emoji, entry]));

/** How an emoji is called; the emoji itself where it is not of the set. */
export function emojiName(emoji: string, locale: Locale): string {
  return BY_EMOJI.get(emoji)?.words[locale][0] ?? emoji;
}

/** Case, accents and Arabic vowel signs do not count. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word of the query begins a word in any language of the app: people search as they think. */
export function findEmojis(query: string): readonly EmojiEntry[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return EMOJIS;
  return EMOJIS.filter(({ emoji, words }) => {
    const known = fold(Object.values(words).flat().join(' ')).split(/[\s’'-]+/);
    return query.trim() === emoji || wanted.every((part) => known.some((word) => word.startsWith(part)));
  });
}
