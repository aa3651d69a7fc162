'use client';

import { CircleAlert, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { Form } from 'react-aria-components/Form';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { lazyPart } from '@/ui/lazy-part';
import { TextField } from '@/ui/text-field';
import { DESCRIPTION_MAX, SUBJECT_MAX } from './new-request';
import { RequestCategory } from './request-category';
import { RequestContext } from './request-context';
import { type NewRequest, useNewRequest } from './use-new-request';

const SuggestedArticles = lazyPart(() => import('@/features/article/suggested-articles'));

const RequestFiles = lazyPart(() => import('./request-files'));

interface NewRequestFormProps {
  /** What comes of it. */
  lead: string;
  onSent: (ticketId: string) => void;
  /** The way back. */
  cancel: ReactNode;
}

/** Subject, category and what happened; each fault stands next to its field, and the first one gets the focus. */
export function NewRequestForm({ lead, onSent, cancel }: NewRequestFormProps) {
  const t = useTranslations('support');
  const request = useNewRequest(onSent);
  const { draft, change, faults, isSending, send } = request;
  const form = useRef<HTMLFormElement>(null);

  const submit = async () => {
    const isFine = await send();
    if (!isFine) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(FIRST_FAULT)?.focus());
  };

  return (
    <Card className="p-5 max-tablet:p-4">
      <p className="mb-5 text-sm text-soft">{lead}</p>
      <Form
        ref={form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) void submit();
        }}
        className="grid grid-cols-[minmax(0,1fr)] gap-5"
      >
        <RequestCategory
          value={draft.category}
          onChange={(category) => change({ category })}
          error={faults.category && t(`fault.category.${faults.category}`)}
          isRefused={faults.category === 'notAccepted'}
        />
        <TextField
          label={t('subject')}
          hint={t('subjectHint')}
          dir="auto"
          value={draft.subject}
          onChange={(subject) => change({ subject })}
          error={faults.subject && t(`fault.subject.${faults.subject}`, { max: SUBJECT_MAX })}
        />
        <TextField
          label={t('description')}
          hint={t('descriptionHint')}
          dir="auto"
          rows={7}
          value={draft.description}
          onChange={(description) => change({ description })}
          error={faults.description && t(`fault.description.${faults.description}`, { max: DESCRIPTION_MAX })}
        />
        <RequestContext value={draft.context} onChange={(context) => change({ context })} />
        <RequestFiles />
        {(draft.subject || draft.description) && (
          <SuggestedArticles text={`${draft.subject} ${draft.description}`} category={draft.category} />
        )}
        <SendFault request={request} />
        <div className="flex flex-wrap justify-end gap-2">
          {cancel}
          <Button type="submit" variant="primary" isPending={isSending}>
            {!isSending && <Send aria-hidden className="flip size-4" />}
            {t('send')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** A group of radios is invalid as a whole, and only its buttons take the focus. */
const FIRST_FAULT = '[role="radiogroup"][data-invalid] input, :is(input, select, textarea)[aria-invalid="true"]';

function SendFault({ request: { error, faults } }: { request: NewRequest }) {
  const t = useTranslations('support');
  const errorText = useErrorText();
  const isShown = error !== null && Object.keys(faults).length === 0;
  return (
    <div role="alert" className="empty:hidden">
      {isShown && (
        <p className="flex items-start gap-2 rounded-sm bg-danger-soft px-3 py-2 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
          <span>
            {error.code === 'CLIENT_MSG_ID_REUSED'
              ? t('sentBefore')
              : t(error.isRetryable ? 'sendFailedRetry' : 'sendFailed', { reason: errorText(error.code) })}
          </span>
        </p>
      )}
    </div>
  );
}
