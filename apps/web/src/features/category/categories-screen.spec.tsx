import '@testing-library/jest-dom';
import type { Locale, Role, TicketCategoriesDto, TicketCategoryDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { CategoriesScreen } from './categories-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const category = (key: string, part: Partial<TicketCategoryDto> = {}): TicketCategoryDto => ({
  ...{ key, labels: { en: key, fr: `${key} (fr)` }, isOffered: true },
  ...part,
});

interface Sent {
  route: string;
  body: Record<string, unknown>;
}

async function show(role: Role = 'admin', locale: Locale = 'en') {
  const sent: Sent[] = [];
  let stored: TicketCategoriesDto = { version: 7, categories: [category('one'), category('two'), category('three')] };
  const world = await renderInApp(<CategoriesScreen />, {
    ...{ me: { role }, locale },
    arrange: ({ network }) => {
      network.routes.set('GET ticket-categories/all', () => stored);
      const change = (route: string, apply: (body: never) => TicketCategoryDto[]) =>
        network.routes.set(route, (body) => {
          sent.push({ route, body });
          stored = { version: stored.version + 1, categories: apply(body as never) };
          return stored;
        });
      change('POST ticket-categories', ({ key, labels }: TicketCategoryDto) => [
        ...stored.categories,
        category(key, { labels }),
      ]);
      change('PUT ticket-categories/two', ({ labels, isOffered }: TicketCategoryDto) =>
        stored.categories.map((known) => (known.key === 'two' ? { key: 'two', labels, isOffered } : known)),
      );
      change('PUT ticket-categories/order', ({ keys }: { keys: string[] }) => keys.map((key) => category(key)));
    },
  });
  return { ...world, sent, setStored: (next: TicketCategoriesDto) => (stored = next) };
}

const button = (name: string) => screen.getByRole('button', { name });
const press = async (name: string) => {
  await userEvent.click(button(name));
  await settleApp();
};
const names = () => screen.getAllByRole('listitem').map((row) => within(row).getAllByText(/./)[0]?.textContent);

describe('CategoriesScreen', () => {
  it('adds one with a short name made of its name', async () => {
    const { sent } = await show();
    await press('Add category');
    await press('Save');
    expect(screen.getByText('Write a name in one language at least.')).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: 'English' }), 'Lost luggage');
    await userEvent.type(screen.getByRole('textbox', { name: 'العربية' }), 'أمتعة');
    expect(screen.getByRole('textbox', { name: 'Short name' })).toHaveValue('lost-luggage');
    await press('Save');
    const body = { key: 'lost-luggage', labels: { en: 'Lost luggage', ar: 'أمتعة' } };
    expect(sent).toEqual([{ route: 'POST ticket-categories', body }]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Lost luggage')).toBeVisible();
  });

  it('says that a short name is taken, and keeps what was written', async () => {
    const { network } = await show();
    network.routes.set('POST ticket-categories', () => {
      throw refuse('CONFLICT', { fields: { key: 'is taken' } });
    });
    await press('Add category');
    await userEvent.type(screen.getByRole('textbox', { name: 'English' }), 'One');
    await press('Save');
    expect(screen.getByText('Another category has this short name.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'English' })).toHaveValue('One');
  });

  it('renames one and takes it off the menu, by the list that the form was opened on', async () => {
    const { sent } = await show();
    await press('Edit two');
    expect(screen.queryByRole('textbox', { name: 'Short name' })).toBeNull();
    await userEvent.clear(screen.getByRole('textbox', { name: 'Français' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'English' }), '!');
    await userEvent.click(screen.getByRole('switch', { name: /Customers can choose it/ }));
    await press('Save');
    expect(sent.map(({ body }) => body)).toEqual([{ labels: { en: 'two!' }, isOffered: false, version: 7 }]);
    expect(within(screen.getAllByRole('listitem')[1] as HTMLElement).getByText('Not offered')).toBeVisible();
  });

  it('tells who was later, keeps what they wrote, and saves it on the new list when they still want it', async () => {
    const { sent, network, setStored } = await show();
    await press('Edit two');
    await userEvent.type(screen.getByRole('textbox', { name: 'English' }), '!');
    const save = network.routes.get('PUT ticket-categories/two');
    network.routes.set('PUT ticket-categories/two', () => {
      throw refuse('CONFLICT');
    });
    setStored({ version: 9, categories: [category('two', { labels: { en: 'Deux' } }), category('one')] });
    await press('Save');
    expect(screen.getByRole('alert')).toHaveTextContent(/Somebody else has changed the categories/);
    expect(screen.getByRole('textbox', { name: 'English' })).toHaveValue('two!');
    if (save) network.routes.set('PUT ticket-categories/two', save);
    await press('Save');
    expect(sent.at(-1)?.body).toMatchObject({ labels: { en: 'two!' }, version: 9 });
    expect(names()).toEqual(['two!', 'one']);
  });

  it('moves one with the keyboard, says where it is, and keeps the focus on the button', async () => {
    const { sent } = await show();
    button('Move one down').focus();
    await userEvent.keyboard('{Enter}');
    await settleApp();
    expect(names()).toEqual(['two', 'one', 'three']);
    expect(screen.getByRole('status')).toHaveTextContent(/one.* is now number 2 of 3/);
    expect(button('Move one down')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await settleApp();
    await userEvent.keyboard('{Enter}');
    await settleApp();
    expect(names()).toEqual(['two', 'three', 'one']);
    expect(sent.map(({ body }) => body)).toEqual([
      { keys: ['two', 'one', 'three'], version: 7 },
      { keys: ['two', 'three', 'one'], version: 8 },
    ]);
    expect(button('Move one down')).toHaveFocus();
  });

  it('shows the list of whoever was faster when it could not be moved', async () => {
    const { network, setStored } = await show();
    network.routes.set('PUT ticket-categories/order', () => {
      throw refuse('CONFLICT');
    });
    setStored({ version: 8, categories: [category('three'), category('one'), category('two')] });
    await press('Move one down');
    expect(screen.getByRole('alert')).toHaveTextContent(/Somebody else has changed/);
    expect(names()).toEqual(['three', 'one', 'two']);
  });

  it('is in the reader’s language, and falls back where a name is missing', async () => {
    await show('admin', 'ar');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('فئات الطلبات');
    expect(names()).toEqual(['one', 'two', 'three']);
  });

  it('is for leads', async () => {
    const { network } = await show('agent');
    expect(network.requests).not.toContain('GET ticket-categories/all');
    expect(screen.getByRole('link')).toHaveAttribute('href', '/desk');
  });
});
