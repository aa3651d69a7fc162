'use client';

import type { TabCall } from '@app/client';
import { useParley } from '@app/client/react';
import { Minimize2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button, IconButton } from '@/ui/button';
import { CallControls } from './call-controls';
import { CallNotice } from './call-notice';
import { CallStage } from './call-stage';
import { useCallPerson } from './use-call-person';
import { useCallStatus } from './use-call-status';
import { useRingTone } from './use-ring-tone';

/** The whole screen. Esc makes it small, and never hangs up. */
export function CallScreen({ call, onShrink }: { call: TabCall; onShrink: () => void }) {
  const t = useTranslations('call');
  const { calls } = useParley();
  const person = useCallPerson(call);
  const status = useCallStatus(call);
  const isOver = call.stage === 'ended';
  const leave = isOver ? calls.dismiss : onShrink;
  useRingTone(call.stage === 'ringing' ? 'outgoing' : null);
  return (
    <ModalOverlay isOpen onOpenChange={(isOpen) => !isOpen && leave()} className="fixed inset-0 z-30">
      <Modal className="size-full bg-canvas text-ink [--ground:var(--canvas)]">
        <Dialog className="flex h-dvh flex-col outline-none">
          <header className="flex flex-none items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <Heading slot="title" dir="auto" className="one-line text-lg">
                {person.plainName}
              </Heading>
              <p className="tabular text-sm text-soft">{status}</p>
            </div>
            <IconButton label={t(isOver ? 'close' : 'shrink')} onPress={leave}>
              {isOver ? (
                <X aria-hidden className="size-5" />
              ) : (
                <Minimize2 aria-hidden className="flip size-5" strokeWidth={1.75} />
              )}
            </IconButton>
          </header>
          <CallStage call={call} person={person} />
          <CallNotice call={call} />
          {isOver ? <EndButtons call={call} /> : <CallControls own={call.own} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function EndButtons({ call }: { call: TabCall }) {
  const t = useTranslations('call');
  const { calls } = useParley();
  const mayRepeat = call.isCaller && call.answeredAt === null && call.fault === null;
  return (
    <div className="flex flex-none justify-center gap-3 px-4 pt-3 pb-[calc(1.25rem+env(safe-area-inset-bottom))]">
      <Button size="lg" onPress={() => calls.dismiss()}>
        {t('close')}
      </Button>
      {mayRepeat && (
        <Button size="lg" variant="primary" onPress={() => calls.start(call.chatId, call.otherId, call.media)}>
          {t('again')}
        </Button>
      )}
    </div>
  );
}
