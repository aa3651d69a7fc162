'use client';

import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/dialog';
import { KeyHint } from '@/ui/key-hint';
import { Switch } from '@/ui/switch';
import { setSingleKeys, useSingleKeys } from './use-single-key';

const DESK = [
  ['deskNext', ['J']],
  ['deskPrevious', ['K']],
  ['deskReply', ['R']],
  ['deskNote', ['N']],
  ['deskAssign', ['A']],
  ['deskStatus', ['E']],
  ['deskMacro', ['M']],
  ['deskCanned', ['/']],
  ['deskChoose', ['X']],
] as const;

const SHORTCUTS = [
  ['send', ['Enter']],
  ['newLine', ['Shift', 'Enter']],
  ['editLast', ['↑']],
  ['nextChat', ['Alt', '↓']],
  ['previousChat', ['Alt', '↑']],
  ['list', ['↑', '↓']],
  ['chatMenu', ['Shift', 'F10']],
  ['panes', ['F6']],
  ['history', ['↑', '↓']],
  ['menu', ['Enter']],
  ['reply', ['R']],
  ['search', ['Ctrl', 'K']],
  ['searchMessages', ['Ctrl', 'Shift', 'F']],
  ['escape', ['Esc']],
  ['show', ['?']],
] as const;

export default function ShortcutDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('shortcut');
  const app = useTranslations('app');
  const hasSingleKeys = useSingleKeys();
  const { me } = useParley();
  const shortcuts = me.role === 'user' ? SHORTCUTS : [...DESK, ...SHORTCUTS];
  return (
    <Dialog title={t('title')} isOpen={isOpen} onClose={onClose} closeLabel={app('close')}>
      {/* One region scrolls, with the switch in it, so that the keyboard reaches it too. */}
      <div className="scroll-y">
        <dl className="grid gap-2.5 px-5 py-2">
          {shortcuts.map(([id, keys]) => (
            <div key={id} className="flex items-center gap-3">
              <dt className="flex-1">{t(id)}</dt>
              <dd className="flex gap-1" dir="ltr">
                {keys.map((key) => (
                  <KeyHint key={key}>{key}</KeyHint>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <div className="border-t border-line p-5 pt-4">
          <Switch isSelected={hasSingleKeys} onChange={setSingleKeys}>
            {t('singleKeys')}
            <span className="block text-xs text-quiet">{t('singleKeysText')}</span>
          </Switch>
        </div>
      </div>
    </Dialog>
  );
}
