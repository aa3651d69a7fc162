import { writtenLabels } from '@app/contracts';
import { draftOf, faultsOf, keyOf } from './category-draft';

describe('a category’s draft', () => {
  it('makes its key of the first name in Latin letters, until one is typed', () => {
    const draft = draftOf(null);
    expect(keyOf(draft)).toBe('');
    expect(keyOf({ ...draft, labels: { ar: 'استرداد', fr: ' Été & réservé ! ' } })).toBe('ete-reserve');
    expect(keyOf({ ...draft, labels: { en: 'Refund', fr: 'Remboursement' } })).toBe('refund');
    expect(keyOf({ ...draft, labels: { en: `${'a'.repeat(31)} b` } })).toBe('a'.repeat(31));
    expect(keyOf({ ...draft, key: 'x', labels: { en: 'Refund' } })).toBe('x');
  });

  it('needs a key and one name, none of them too long', () => {
    const draft = draftOf(null);
    expect(faultsOf(draft)).toEqual({ key: true, labels: true });
    expect(faultsOf({ ...draft, labels: { ar: 'استرداد' } })).toEqual({ key: true });
    expect(faultsOf({ ...draft, labels: { en: 'a'.repeat(60), ar: 'b'.repeat(61) } })).toEqual({ ar: true });
    expect(faultsOf(draftOf({ key: 'general', labels: { en: 'General' }, isOffered: true }))).toEqual({});
  });

  it('leaves out the languages that nothing was written for', () => {
    expect(writtenLabels({ en: ' Refund ', fr: '  ', ar: undefined })).toEqual({ en: 'Refund' });
  });
});
