import '@testing-library/jest-dom';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildAttachment } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { ChatScreen } from '../chat/chat-screen';
import { clearTray } from './tray';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/chats/c1',
  useSearchParams: () => new URLSearchParams(),
}));

beforeAll(() => {
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
  // What jsdom lacks of a browser: addresses for bytes, reading them, and looking at pictures.
  URL.createObjectURL = (file) => `blob:${(file as File).name}`;
  URL.revokeObjectURL = () => undefined;
  Blob.prototype.arrayBuffer = async () => new ArrayBuffer(3);
  globalThis.createImageBitmap = async (file: unknown) => {
    if ((file as File).name.startsWith('broken')) throw new Error('The source image cannot be decoded.');
    return { width: 800, height: 600, close: () => undefined } as ImageBitmap;
  };
});

beforeEach(() => clearTray('c1'));

const PNG = new File(['png'], 'front.png', { type: 'image/png' });
const PDF = new File(['%PDF'], 'invoice.pdf', { type: 'application/pdf' });
const field = () => screen.getByRole('textbox', { name: /Message ben/ });
const pane = () => screen.getByRole('region', { name: /ben/ });
const sendButton = () => screen.findByRole('button', { name: 'Send' });
const tray = () => screen.findByRole('list', { name: /to send/ });
const pick = async (...files: File[]) => {
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  await userEvent.setup({ applyAccept: false }).upload(input, files);
};

async function openChat(arrange?: (world: World) => void): Promise<World> {
  const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
  await settleApp();
  return world;
}

describe('choosing files', () => {
  it('shows what was picked, lets one be taken out, and sends the rest with the text as caption', async () => {
    const user = userEvent.setup();
    const { server } = await openChat();
    await pick(PNG, PDF);
    expect(within(await tray()).getByRole('img', { name: 'front.png' })).toHaveAttribute('src', 'blob:front.png');
    await user.click(await screen.findByRole('button', { name: /Take out .*invoice.pdf/ }));
    await user.type(field(), 'The front');
    await user.click(await sendButton());
    await waitFor(() => expect(server.messages('c1')).toHaveLength(1));
    expect(server.messages('c1')).toMatchObject([
      { type: 'image', text: 'The front', attachments: [{ name: 'front.png', kind: 'image' }] },
    ]);
    expect(screen.queryByRole('list', { name: /to send/ })).not.toBeInTheDocument();
    expect(field()).toHaveValue('');
  });

  it('sends files without a text, and a PDF as a file', async () => {
    const { server } = await openChat();
    await pick(PDF);
    await userEvent.setup().click(await sendButton());
    await waitFor(() => expect(server.messages('c1')).toMatchObject([{ type: 'file', text: '' }]));
    expect(await screen.findByRole('link', { name: /Download .*invoice.pdf/ })).toHaveAttribute(
      'download',
      'invoice.pdf',
    );
  });

  it.each([
    ['a kind that is not allowed', new File(['MZ'], 'setup.exe'), /setup.exe.* only pictures/],
    ['an empty one', new File([], 'empty.txt', { type: 'text/plain' }), /empty.txt.* is empty/],
    ['one that is too large', new File([new Uint8Array(10_485_761)], 'film.pdf'), /film.pdf.* larger than 10 MB/],
    ['a damaged picture', new File(['?'], 'broken.jpg'), /broken.jpg.* damaged/],
  ])('says why it leaves out %s', async (_what, file, text) => {
    await openChat();
    await pick(file);
    expect(await screen.findByRole('alert')).toHaveTextContent(text);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('takes ten, and says which were left out', async () => {
    await openChat();
    await pick(...Array.from({ length: 11 }, (_, n) => new File(['png'], `${n}.png`, { type: 'image/png' })));
    expect(await screen.findByRole('alert')).toHaveTextContent(/10.png.* left out/);
    expect(within(await tray()).getAllByRole('img')).toHaveLength(10);
  });

  it('takes a pasted picture, but of a copied text only the text', async () => {
    await openChat();
    fireEvent.paste(field(), { clipboardData: { files: [PNG], types: ['text/plain', 'Files'] } });
    await settleApp();
    expect(screen.queryByRole('list', { name: /to send/ })).not.toBeInTheDocument();
    fireEvent.paste(field(), {
      clipboardData: { files: [new File(['png'], '', { type: 'image/png' })], types: ['Files'] },
    });
    expect(within(await tray()).getByRole('img', { name: 'file.png' })).toBeInTheDocument();
  });

  it('shows where dragged files may be let go, and takes them there', async () => {
    await openChat();
    const dataTransfer = { types: ['Files'], files: [PNG] };
    fireEvent.dragEnter(pane(), { dataTransfer });
    expect(await screen.findByText(/Let go to send to .*ben/)).toBeInTheDocument();
    fireEvent.drop(pane(), { dataTransfer });
    expect(within(await tray()).getByRole('img', { name: 'front.png' })).toBeInTheDocument();
    expect(screen.queryByText(/Let go to send/)).not.toBeInTheDocument();
  });

  it('does not take what is dragged inside the page', async () => {
    await openChat();
    fireEvent.dragEnter(pane(), { dataTransfer: { types: ['text/plain'], files: [] } });
    await settleApp();
    expect(screen.queryByText(/Let go to send/)).not.toBeInTheDocument();
  });
});

describe('sending files', () => {
  it('tells how far it is, and is ended by one press', async () => {
    const world = await openChat();
    world.network.isAuto = false;
    await pick(PNG);
    await userEvent.setup().click(await sendButton());
    expect(await screen.findByRole('progressbar')).toHaveAttribute('aria-label', 'Sending: 0%');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Cancel sending' }));
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
    expect(world.parley.outbox.getState().items).toEqual([]);
  });

  it('says why it failed, and tries again', async () => {
    const { server } = await openChat((world) => world.server.uploadFaults.push(refuse('FILE_TYPE')));
    await pick(PNG);
    await userEvent.setup().click(await sendButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(/Not sent: this kind of file/);
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(server.messages('c1')).toMatchObject([{ type: 'image' }]));
  });
});

describe('looking at pictures', () => {
  const withPictures = ({ server }: World) => {
    for (const n of [1, 2]) {
      const picture = buildAttachment({ id: `a${n}`, kind: 'image', name: `${n}.png`, width: 800, height: 600 });
      server.uploads.set(`u${n}`, picture);
    }
    server.send('ben', { chatId: 'c1', clientMsgId: 'p1', text: 'Two sides', attachmentIds: ['a1', 'a2'] });
  };

  it('keeps their room, and shows the thumbnails with their names', async () => {
    await openChat(withPictures);
    const picture = await screen.findByRole('img', { name: /Open picture 1 of 2: .*1.png/ });
    expect(picture).toHaveAttribute('src', '/api/attachments/a1/thumbnail');
    expect(picture.closest<HTMLElement>('[style*="width"]')?.style).toMatchObject({ width: '21rem', aspectRatio: '2' });
    expect(screen.getByText('Two sides')).toBeInTheDocument();
  });

  it('says that one did not load', async () => {
    await openChat(withPictures);
    fireEvent.error(await screen.findByRole('img', { name: /2.png/ }));
    expect(screen.getByText('The picture did not load')).toBeInTheDocument();
  });

  it('opens them large, walks and zooms by keys, and gives the focus back', async () => {
    const user = userEvent.setup();
    await openChat(withPictures);
    const opener = await screen.findByRole('button', { name: /Open picture 1 of 2/ });
    await user.click(opener);
    const viewer = await screen.findByRole('dialog', { name: 'Pictures' });
    expect(within(viewer).getByText('Two sides')).toBeInTheDocument();
    await user.keyboard('{ArrowRight}');
    expect(within(viewer).getByText(/2 of 2/)).toBeInTheDocument();
    expect(within(viewer).getByRole('link', { name: /Download .*2.png/ })).toHaveAttribute(
      'href',
      '/api/attachments/a2',
    );
    await user.keyboard('+');
    expect(within(viewer).getByRole('button', { name: 'Zoom out' })).toBeEnabled();
    await user.keyboard('-{ArrowLeft}');
    expect(within(viewer).getByText(/1 of 2/)).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(opener).toHaveFocus());
  });

  it('lets go of them when the message is deleted', async () => {
    const { server } = await openChat(withPictures);
    await screen.findByRole('img', { name: /1.png/ });
    act(() => void server.remove('ben', 'c1-1'));
    await settleApp();
    expect(screen.queryByRole('img', { name: /1.png/ })).not.toBeInTheDocument();
    expect(screen.getByText('Message deleted')).toBeInTheDocument();
  });
});
