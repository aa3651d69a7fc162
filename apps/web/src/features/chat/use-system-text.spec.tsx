import '@testing-library/jest-dom';
import type { Locale, SystemEventDto } from '@app/contracts';
import { cleanup, screen } from '@testing-library/react';
import { renderInApp } from '@/testing/render-in-app';
import { useSystemText } from './use-system-text';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

function Line({ system }: { system: SystemEventDto }) {
  return <p data-testid="line">{useSystemText()(system)}</p>;
}

/** As Amel reads it, without the marks that isolate names. */
async function textOf(kind: SystemEventDto['kind'], values: Record<string, string>, locale?: Locale): Promise<string> {
  cleanup();
  await renderInApp(<Line system={{ kind, values }} />, { locale, me: { id: 'amel', name: 'Amel' } });
  return (screen.getByTestId('line').textContent ?? '').replaceAll(/[\u2068\u2069]/g, '');
}

const BY_YACINE = { actorId: 'yacine', actorName: 'Yacine' };
const BY_ME = { actorId: 'amel', actorName: 'Amel' };
const LINA = { userIds: 'lina', name: 'Lina' };
const ME = { userIds: 'amel', name: 'Amel' };

describe(useSystemText.name, () => {
  it('says who did what with whom, and "you" for the reader', async () => {
    expect(await textOf('memberAdded', { ...BY_YACINE, ...LINA })).toBe('Yacine added Lina');
    expect(await textOf('memberAdded', { ...BY_YACINE, ...ME })).toBe('Yacine added you');
    expect(await textOf('memberAdded', { ...BY_ME, ...LINA })).toBe('You added Lina');
    expect(await textOf('memberRemoved', { ...BY_YACINE, ...LINA })).toBe('Yacine removed Lina');
    expect(await textOf('memberLeft', LINA)).toBe('Lina left');
    expect(await textOf('memberLeft', ME)).toBe('You left');
    expect(await textOf('ownerChanged', LINA)).toBe('Lina is now the owner of the group');
    expect(await textOf('ownerChanged', ME)).toBe('You are now the owner of the group');
    expect(await textOf('titleChanged', { ...BY_YACINE, title: 'Move' })).toBe('Yacine named the group “Move”');
    expect(await textOf('chatCreated', { ...BY_ME, title: 'Move' })).toBe('You created the group “Move”');
    expect(await textOf('chatCreated', {})).toBe('The chat begins');
  });

  it('counts the people whose names are not told', async () => {
    const userIds = Array.from({ length: 13 }, (_, index) => `u${index}`).join(',');
    expect(await textOf('memberAdded', { ...BY_YACINE, userIds, name: 'Lina, Samir' })).toBe(
      'Yacine added Lina, Samir and 3 more',
    );
  });

  it('reads in French and Arabic', async () => {
    expect(await textOf('memberAdded', { ...BY_YACINE, ...ME }, 'fr')).toBe('Yacine vous a ajouté au groupe');
    expect(await textOf('memberLeft', LINA, 'fr')).toBe('Lina a quitté le groupe');
    expect(await textOf('memberAdded', { ...BY_YACINE, ...ME }, 'ar')).toBe('أضافك Yacine');
    expect(await textOf('titleChanged', { ...BY_ME, title: 'رحلة' }, 'ar')).toBe('غيّرتَ اسم المجموعة إلى «رحلة»');
  });

  it('makes a sentence of what it does not know', async () => {
    expect(await textOf('memberLeft', {})).toBe('Somebody left');
    expect(await textOf('fromTheFuture' as never, {})).toBe('Something changed in this chat');
  });
});
