'use client';

import { ticketFlowOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useAttempt } from '@/features/shell/use-attempt';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { ScoreField } from './score-field';
import { Stars } from './stars';

const COMMENT_MAX = 1_000;

/** Asks how the answer was, once it is solved; what was said can be changed for a week. */
export default function RatingCard({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('support.rate');
  const [isOpen, setIsOpen] = useState(false);
  const { rating } = ticket;
  if (!rating) return null;
  return (
    <section aria-label={t('title')} className="edge mb-2 rounded-lg bg-support-soft p-4">
      {rating.score !== null && !isOpen ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <span>{t('thanks')}</span>
          <Stars score={rating.score} />
          <Button variant="link" className="ms-auto text-support" onPress={() => setIsOpen(true)}>
            {t('change')}
          </Button>
        </p>
      ) : (
        <RatingForm ticket={ticket} onDone={() => setIsOpen(false)} />
      )}
    </section>
  );
}

function RatingForm({ ticket, onDone }: { ticket: SupportTicketDto; onDone: () => void }) {
  const t = useTranslations('support.rate');
  const { rest } = useParley();
  const attempt = useAttempt();
  const [score, setScore] = useState(ticket.rating?.score ?? null);
  const [comment, setComment] = useState(ticket.rating?.comment ?? '');
  const [isSending, setIsSending] = useState(false);
  const send = async () => {
    if (score === null || isSending) return;
    setIsSending(true);
    await attempt(async () => {
      await ticketFlowOf(rest).rate(ticket.id, { score, ...(comment.trim() && { comment: comment.trim() }) });
      onDone();
    });
    setIsSending(false);
  };
  return (
    <Form
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ScoreField value={score} onChange={setScore} />
      {score !== null && (
        <>
          <TextField
            label={t('comment')}
            dir="auto"
            rows={2}
            maxLength={COMMENT_MAX}
            value={comment}
            onChange={setComment}
          />
          <div className="flex justify-end">
            <Button type="submit" size="sm" variant="support" isPending={isSending}>
              {t('send')}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
