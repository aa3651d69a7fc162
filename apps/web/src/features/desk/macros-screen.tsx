'use client';

import { Zap } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { MacroForm } from './macro-form';
import { ShelfScreen } from './shelf-screen';
import { useDesk } from './use-desk';

/** The macros of the team, and one's own. */
export function MacrosScreen() {
  const t = useTranslations('desk.macro');
  const format = useFormatter();
  return (
    <ShelfScreen
      shelf={useDesk().macros}
      icon={Zap}
      texts={{
        title: t('title'),
        text: t('text'),
        add: t('add'),
        edit: t('edit'),
        empty: t('empty'),
        emptyText: t('emptyText'),
      }}
      nameOf={({ name }) => name}
      detailOf={({ actions }) =>
        format.list(
          actions.map(({ kind }) => t(`kind.${kind}`)),
          { type: 'unit' },
        )
      }
      form={(macro, onDone) => <MacroForm key={macro?.id} macro={macro} onDone={onDone} />}
    />
  );
}
