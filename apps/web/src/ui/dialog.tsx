'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button, IconButton } from './button';
import { cx } from './cx';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  closeLabel: string;
  children: ReactNode;
  /** `sheet` fills a phone's screen; `alert` asks one question and has no close button. */
  kind?: 'dialog' | 'sheet' | 'alert';
}

/** Traps focus, closes on Esc and outside, and gives focus back to where it was. */
export function Dialog({ title, isOpen, onClose, closeLabel, children, kind = 'dialog' }: DialogProps) {
  const isSheet = kind === 'sheet';
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={kind !== 'alert'}
      className={cx(
        'fixed inset-0 z-20 grid place-items-center bg-[rgb(20_16_10/0.45)] p-4',
        isSheet && 'max-tablet:p-0',
      )}
    >
      <Modal
        className={cx(
          'edge pop flex max-h-[calc(100dvh-2rem)] w-full max-w-md flex-col rounded-lg bg-raised text-ink shadow-3 [--ground:var(--surface-raised)]',
          isSheet && 'max-tablet:h-dvh max-tablet:max-h-none max-tablet:max-w-none max-tablet:rounded-none',
        )}
      >
        <AriaDialog
          role={kind === 'alert' ? 'alertdialog' : 'dialog'}
          className="flex min-h-0 flex-1 flex-col outline-none"
        >
          <header className="flex items-center gap-2 ps-5 pe-3 pt-4 pb-2">
            <Heading slot="title" className="flex-1 text-lg">
              {title}
            </Heading>
            {kind !== 'alert' && (
              <IconButton label={closeLabel} onPress={onClose}>
                <X aria-hidden className="size-5" />
              </IconButton>
            )}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  confirmText: string;
  cancelText: string;
  tone?: 'danger' | 'primary';
  children: ReactNode;
}

/** Asked before what erases or reaches many. */
export function ConfirmDialog({
  confirmText,
  cancelText,
  onConfirm,
  tone = 'danger',
  children,
  ...props
}: ConfirmProps) {
  return (
    <Dialog {...props} closeLabel={cancelText} kind="alert">
      <div className="px-5 text-soft">{children}</div>
      <footer className="flex justify-end gap-2 p-5">
        <Button onPress={props.onClose}>{cancelText}</Button>
        <Button variant={tone} onPress={onConfirm}>
          {confirmText}
        </Button>
      </footer>
    </Dialog>
  );
}
