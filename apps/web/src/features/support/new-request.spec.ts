import { checkDraft, DESCRIPTION_MAX, EMPTY_DRAFT, faultsOf, SUBJECT_MAX } from './new-request';

const GOOD = { subject: 'Lost order', category: 'booking', description: 'Nothing came.' } as const;

describe(checkDraft, () => {
  it('lets a full draft pass', () => {
    expect(checkDraft(GOOD)).toEqual({});
  });

  it('names everything that is missing, invisible characters included', () => {
    expect(checkDraft(EMPTY_DRAFT)).toEqual({ subject: 'missing', category: 'missing', description: 'missing' });
    expect(checkDraft({ ...GOOD, subject: ' \u200b\u2067 ' })).toEqual({ subject: 'missing' });
  });

  it('counts characters as people do, at the limit and one above', () => {
    expect(checkDraft({ ...GOOD, subject: '🚲'.repeat(SUBJECT_MAX) })).toEqual({});
    expect(checkDraft({ ...GOOD, subject: '🚲'.repeat(SUBJECT_MAX + 1) })).toEqual({ subject: 'tooLong' });
    expect(checkDraft({ ...GOOD, description: 'x'.repeat(DESCRIPTION_MAX + 1) })).toEqual({ description: 'tooLong' });
  });
});

describe(faultsOf, () => {
  it('keeps the fields of the form and drops others', () => {
    expect(faultsOf({ subject: 'is bad', clientMsgId: 'is bad' })).toEqual({ subject: 'notAccepted' });
  });
});
