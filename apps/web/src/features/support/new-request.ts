import { type CreateTicketInput, DEFAULT_LIMITS, type TicketCategory } from '@app/contracts';

export type RequestDraft = Omit<CreateTicketInput, 'clientMsgId' | 'category'> & { category: TicketCategory | null };

export type RequestFault = 'missing' | 'tooLong' | 'notAccepted';
export type RequestFaults = Partial<Record<keyof RequestDraft, RequestFault>>;

export const SUBJECT_MAX = DEFAULT_LIMITS.subjectMaxCodePoints;
export const DESCRIPTION_MAX = DEFAULT_LIMITS.messageMaxCodePoints;

export const EMPTY_DRAFT: RequestDraft = { subject: '', category: null, description: '' };

/** White space and characters without width: text made of these only says nothing. */
const SAYS_NOTHING = /^[\s\p{Cf}\p{Mn}]*$/u;

/** What the server would refuse, said before it is asked. */
export function checkDraft({ subject, category, description }: RequestDraft): RequestFaults {
  const faults: RequestFaults = {};
  const ofText = (text: string, max: number): RequestFault | undefined => {
    if (SAYS_NOTHING.test(text)) return 'missing';
    return [...text].length > max ? 'tooLong' : undefined;
  };
  const found = {
    subject: ofText(subject, SUBJECT_MAX),
    category: category ? undefined : ('missing' as const),
    description: ofText(description, DESCRIPTION_MAX),
  };
  if (found.subject) faults.subject = found.subject;
  if (found.category) faults.category = found.category;
  if (found.description) faults.description = found.description;
  return faults;
}

/** The fields that a VALIDATION answer names. */
export function faultsOf(fields: Readonly<Record<string, string>>): RequestFaults {
  const faults: RequestFaults = {};
  for (const name of ['subject', 'category', 'description'] as const) if (fields[name]) faults[name] = 'notAccepted';
  return faults;
}
