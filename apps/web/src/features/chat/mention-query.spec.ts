import { buildUser } from '@/testing/build';
import { findMentioned, mentionQueryAt, withMention } from './mention-query';

const queryOf = (text: string) => mentionQueryAt(text, text.length, [])?.query ?? null;

describe(mentionQueryAt.name, () => {
  it.each([
    ['@', ''],
    ['hi @Ya', 'Ya'],
    ['hi\n@Yacine Ben', 'Yacine Ben'],
    ['(@ya', 'ya'],
    ['مرحبا @لي', 'لي'],
    ['مرحبا و@لي', 'لي'],
    ['@Lina and @Ya', 'Ya'],
  ])('begins after an @: %s', (text, query) => {
    expect(queryOf(text)).toBe(query);
  });

  it.each(['hi', 'amel@example', 'amel.b@x', '5 @ 3', '@Lina\n', `@${'a'.repeat(41)}`])('does not: %s', (text) => {
    expect(queryOf(text)).toBeNull();
  });

  it('looks at what is before the caret only, and not at a mention that stands already', () => {
    expect(mentionQueryAt('@Yacine', 3, [])).toEqual({ from: 0, query: 'Ya' });
    expect(mentionQueryAt('@Yacine ', 8, [{ userId: 'yacine', from: 0, to: 7 }])).toBeNull();
  });
});

describe(findMentioned.name, () => {
  const members = ['Amel Haddad', 'Yacine Benali', 'Émile Yahi', 'لينا أحمد', 'Hamid Zaki'].map((name, index) => ({
    userId: `u${index}`,
    user: buildUser({ id: `u${index}`, name }),
    joinedAt: '',
    lastReadSeq: 0,
    lastDeliveredSeq: 0,
    role: 'member' as const,
  }));
  const found = (query: string) => findMentioned(members, 'u0', query).map(({ name }) => name);

  it('finds by the beginnings of words, whole names first, never oneself', () => {
    expect(found('ya')).toEqual(['Yacine Benali', 'Émile Yahi']);
    expect(found('ben yac')).toEqual(['Yacine Benali']);
    expect(found('amel')).toEqual([]);
    expect(found('')).toHaveLength(4);
  });

  it('folds accents, hamza and vowel signs', () => {
    expect(found('emi')).toEqual(['Émile Yahi']);
    expect(found('احم')).toEqual(['لينا أحمد']);
    expect(found('لِينـ')).toEqual(['لينا أحمد']);
  });
});

describe(withMention.name, () => {
  const lina = buildUser({ id: 'lina', name: 'Lina Kaci' });

  it('puts the name in, and moves the mentions behind it', () => {
    const text = '@Li and @Yacine';
    const mentions = [{ userId: 'yacine', from: 8, to: 15 }];
    const result = withMention({ text, mentions }, { from: 0, query: 'Li' }, lina);
    expect(result.text).toBe('@Lina Kaci and @Yacine');
    expect(result.mentions.map(({ userId, from, to }) => [userId, result.text.slice(from, to)])).toEqual([
      ['lina', '@Lina Kaci'],
      ['yacine', '@Yacine'],
    ]);
    expect(result.caret).toBe('@Lina Kaci '.length);
  });

  it('adds the space that one goes on after', () => {
    expect(withMention({ text: 'hi @', mentions: [] }, { from: 3, query: '' }, lina)).toEqual({
      text: 'hi @Lina Kaci ',
      mentions: [{ userId: 'lina', from: 3, to: 13 }],
      caret: 14,
    });
  });
});
