'use client';

import type { ParleyError } from '@app/client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';
import { Link } from '@/ui/link';

const PLAN_FIELDS = ['publishAt', 'expiresAt', 'link', 'channels'] as const;
type PlanField = (typeof PLAN_FIELDS)[number];

/** What the server alone could see, such as a time that is past in its zone. */
function faultIn({ code, fields }: ParleyError): PlanField | undefined {
  return code === 'VALIDATION' ? PLAN_FIELDS.find((field) => fields[field] !== undefined) : undefined;
}

/** Why it was not sent, and whether trying again is safe (it is: the same broadcast goes out once). */
export function PublishFault({ error }: { error: ParleyError | null }) {
  const t = useTranslations('broadcast');
  const errorText = useErrorText();
  return (
    <div role="alert">
      {error && (
        <p className="mb-4 flex items-start gap-2 rounded-sm bg-danger-soft px-3 py-2.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
          <span>
            {error.code === 'BROADCAST_ID_REUSED' ? (
              <>
                {t('sentBefore')}{' '}
                <Link href="/broadcasts" className="text-inherit underline underline-offset-2">
                  {t('toList')}
                </Link>
              </>
            ) : error.code === 'EMPTY_AUDIENCE' ? (
              t('nobody')
            ) : error.code === 'ILLEGAL_TRANSITION' ? (
              t('movedOn')
            ) : faultIn(error) ? (
              t(`plan.refused.${faultIn(error) as PlanField}`)
            ) : (
              t(error.isRetryable ? 'sendFailedRetry' : 'sendFailed', { reason: errorText(error.code) })
            )}
          </span>
        </p>
      )}
    </div>
  );
}
