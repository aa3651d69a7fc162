import { EMOJIS, emojiName, findEmojis, QUICK_EMOJIS } from './emoji-set';

/** As the server accepts reactions; not a literal, as the language level of the sources lacks the flag. */
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', ['v'].join());

const found = (query: string) => findEmojis(query).map(({ emoji }) => emoji);

describe('the emojis to react with', () => {
  it('are each one emoji, as the server takes them, and none comes twice', () => {
    const all = EMOJIS.map(({ emoji }) => emoji);
    expect(all.filter((emoji) => !ONE_EMOJI.test(emoji))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining([...QUICK_EMOJIS]));
  });

  it('have a name of their own in every language', () => {
    for (const locale of ['en', 'fr', 'ar'] as const) {
      const names = EMOJIS.map(({ emoji }) => emojiName(emoji, locale));
      expect(names.filter((name) => !/\p{L}/u.test(name))).toEqual([]);
    }
    expect(emojiName('🤝', 'fr')).toBe('poignée de main');
    expect(emojiName('🦄', 'en')).toBe('🦄');
  });

  it('are found by the beginning of a word, in any language and without accents', () => {
    expect(found('hand')).toContain('🤝');
    expect(found('poignee')).toEqual(['🤝']);
    expect(found('قلب احمر')).toEqual(['❤️']);
    expect(found('قلب أحمر')).toEqual(['❤️']);
    expect(found('heart red')).toEqual(['❤️']);
    expect(found('🤝')).toEqual(['🤝']);
    expect(found('zzz')).toEqual([]);
    expect(found('  ')).toHaveLength(EMOJIS.length);
  });
});
