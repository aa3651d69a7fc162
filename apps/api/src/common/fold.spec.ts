import fc from 'fast-check';
import { fold, foldedWords, foldWithOrigins, wordsIn } from './fold';

describe(fold.name, () => {
  it.each([
    ['Élève', 'eleve'],
    ['أحمد إبراهيم آمنة', 'احمد ابراهيم امنه'],
    ['مُحَمَّد', 'محمد'],
    ['كتـــاب', 'كتاب'],
    ['مؤمن شاطئ على', 'مومن شاطي علي'],
    ['٠١٢ ۳۴ 56', '012 34 56'],
    ['ﷲ', 'الله'],
    ['ＡＢＣ', 'abc'],
    ['STRASSE Straße STRAẞE', 'strasse strasse strasse'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['İstanbul ISPARTA', 'istanbul isparta'],
    ['می\u200cخواهم کتاب', 'ميخواهم كتاب'],
    ['ﻻ إله', 'لا اله'],
  ])('%s -> %s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it('gives each word once', () => {
    expect(foldedWords('Nour نور nour, Ben-Ali')).toEqual(['nour', 'نور', 'ben', 'ali']);
  });
});

describe(foldWithOrigins.name, () => {
  it('leads from what was found back to the characters it came from', () => {
    const text = '«Straße» مُحَمَّد ①٢';
    const folded = foldWithOrigins(text);
    const found = wordsIn(folded).map(({ word, index }) => [
      word,
      text.slice(folded.origins[index], folded.origins[index + word.length]),
    ]);
    expect(found).toEqual([
      ['strasse', 'Straße'],
      ['محمد', 'مُحَمَّد'],
      ['12', '①٢'],
    ]);
  });

  it('folds any text like fold, twice like once, and has an origin for every unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: folded, origins } = foldWithOrigins(text);
        expect(folded).toBe(fold(text));
        expect(fold(folded)).toBe(folded);
        expect(origins).toHaveLength(folded.length + 1);
        expect(origins).toEqual([...origins].sort((a, b) => a - b));
      }),
    );
  });
});
