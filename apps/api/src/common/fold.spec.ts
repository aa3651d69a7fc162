import { fold, foldedWords } from './fold';

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
  ])('%s -> %s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it('gives each word once', () => {
    expect(foldedWords('Nour نور nour, Ben-Ali')).toEqual(['nour', 'نور', 'ben', 'ali']);
  });
});
