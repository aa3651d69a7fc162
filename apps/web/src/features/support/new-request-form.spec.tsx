import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildTicket } from '../../../../../libs/client/src/testing/build';
import { NewRequestScreen } from './new-request-screen';

const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push }) }));

const create = jest.fn();

beforeAll(() => {
  // What jsdom lacks of a browser.
  Blob.prototype.arrayBuffer = async () => new ArrayBuffer(3);
});

beforeEach(() => {
  push.mockReset();
  create.mockReset().mockResolvedValue(buildTicket({ id: 't1' }));
});

const show = () =>
  renderInApp(<NewRequestScreen />, {
    arrange: ({ parley, network }) => {
      network.routes.set('GET articles', () => ({ items: [], nextCursor: null }));
      jest.spyOn(parley.tickets, 'create').mockImplementation(create);
    },
  });

async function fillIn() {
  await userEvent.click(screen.getByRole('radio', { name: /Booking/ }));
  await userEvent.type(screen.getByLabelText('Subject'), 'Lost order');
  await userEvent.type(screen.getByLabelText('What happened?'), 'Nothing came.');
}

async function send() {
  await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
  await settleApp();
}

const sentIds = () => create.mock.calls.map(([input]) => input.clientMsgId);

describe('NewRequestScreen', () => {
  it('says next to each field what is missing, and focuses the first', async () => {
    await show();
    await send();
    expect(screen.getByText('Choose what it is about.')).toBeVisible();
    expect(screen.getByLabelText('Subject')).toHaveAccessibleDescription('Write what it is about.');
    expect(screen.getByLabelText('What happened?')).toBeInvalid();
    await waitFor(() => expect(screen.getByRole('radio', { name: /General/ })).toHaveFocus());
    expect(create).not.toHaveBeenCalled();
  });

  it('sends what was written and goes to the new ticket', async () => {
    await show();
    await fillIn();
    await send();
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({ subject: 'Lost order', category: 'booking', description: 'Nothing came.' }),
    );
    expect(push).toHaveBeenCalledWith('/support/t1');
  });

  it('keeps the text when sending fails, and a retry is the same request', async () => {
    create.mockRejectedValueOnce(new ParleyError({ code: 'NETWORK' }));
    await show();
    await fillIn();
    await send();
    expect(screen.getByText('Not sent: no connection. Your text is still here, try again.')).toBeVisible();
    expect(screen.getByLabelText('Subject')).toHaveValue('Lost order');
    await send();
    expect(sentIds()).toHaveLength(2);
    expect(new Set(sentIds()).size).toBe(1);
    expect(push).toHaveBeenCalledTimes(1);
  });

  it('makes another request of a corrected one that the server refused', async () => {
    create.mockRejectedValueOnce(new ParleyError({ code: 'VALIDATION', fields: { subject: 'is bad' } }));
    await show();
    await fillIn();
    await send();
    expect(screen.getByLabelText('Subject')).toHaveAccessibleDescription('This was not accepted. Please check it.');
    await userEvent.type(screen.getByLabelText('Subject'), ' of Monday');
    expect(screen.getByLabelText('Subject')).toBeValid();
    await send();
    expect(new Set(sentIds()).size).toBe(2);
  });

  const own = (key: string, en: string) => ({ key, labels: { en }, isOffered: true });
  const showOffering = (categories: () => object[]) =>
    renderInApp(<NewRequestScreen />, {
      arrange: ({ parley, network }) => {
        network.routes.set('GET articles', () => ({ items: [], nextCursor: null }));
        network.routes.set('GET ticket-categories', () => ({ version: 1, categories: categories() }));
        jest.spyOn(parley.tickets, 'create').mockImplementation(create);
      },
    });

  it('offers what the desk offers; one that is gone meanwhile is said at its field, and nothing written is lost', async () => {
    create.mockRejectedValueOnce(new ParleyError({ code: 'VALIDATION', fields: { category: 'must be one of' } }));
    let offered = [own('refund', 'Refund'), own('booking', 'Flights')];
    await showOffering(() => offered);
    expect(screen.queryByText('An order, payment or visit')).toBeNull();
    await userEvent.type(screen.getByLabelText('Subject'), 'Lost order');
    await userEvent.type(screen.getByLabelText('What happened?'), 'Nothing came.');
    await userEvent.click(screen.getByRole('radio', { name: 'Refund' }));
    offered = [own('booking', 'Flights')];
    await send();
    expect(screen.getByText('This is not offered any more. Choose another one.')).toBeVisible();
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    expect(screen.getByRole('radio')).not.toBeChecked();
    expect(screen.getByLabelText('Subject')).toHaveValue('Lost order');
    await userEvent.click(screen.getByRole('radio', { name: 'Flights' }));
    await send();
    expect(create).toHaveBeenLastCalledWith(
      expect.objectContaining({ subject: 'Lost order', category: 'booking', description: 'Nothing came.' }),
    );
    expect(new Set(sentIds()).size).toBe(2);
  });

  it('is a list where cards would be too many, and says there what is missing', async () => {
    await showOffering(() => Array.from({ length: 9 }, (_, n) => own(`own-${n}`, `Own ${n}`)));
    await send();
    expect(screen.getByRole('combobox', { name: 'What is it about?' })).toHaveAccessibleDescription(
      'Choose what it is about.',
    );
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'What is it about?' })).toHaveFocus());
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What is it about?' }), 'Own 8');
    await userEvent.type(screen.getByLabelText('Subject'), 'Lost order');
    await userEvent.type(screen.getByLabelText('What happened?'), 'Nothing came.');
    await send();
    expect(create).toHaveBeenCalledWith(expect.objectContaining({ category: 'own-8' }));
  });

  it('says what it is about, and sends the files that show it', async () => {
    const world = await renderInApp(<NewRequestScreen />, {
      arrange: ({ parley, server, network }) => {
        network.routes.set('GET articles', () => ({ items: [], nextCursor: null }));
        jest.spyOn(parley.tickets, 'create').mockImplementation(create);
        const more = { imageUrl: null, url: null, price: { amount: 5, currency: 'DZD' }, status: null };
        server.update('c1', { context: { type: 'listing', id: 'bike', title: 'VTT', ...more } });
      },
    });
    await fillIn();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /About/ }), 'Listing · VTT');
    const paper = new File(['%PDF-1.4'], 'receipt.pdf', { type: 'application/pdf' });
    await userEvent.upload(await screen.findByLabelText('Add files', { selector: 'input' }), paper);
    await screen.findByText('receipt.pdf');
    await send();
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({
        context: { type: 'listing', id: 'bike', title: 'VTT', price: { amount: 5, currency: 'DZD' } },
        attachmentIds: [[...world.server.uploads.values()][0]?.id],
      }),
    );
    expect(screen.queryByText('receipt.pdf')).toBeNull();
  });
});
