import '@testing-library/jest-dom';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChatContext, type ChatScope } from '@/features/chat/chat-context';
import { showNotice } from '@/features/shell/notice';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { Capture, CaptureEvents } from './capture';
import { openMicrophone } from './capture';
import * as drafts from './voice-drafts';
import { type EncodingEvents, openEncoding } from './voice-encoding';
import VoicePanel from './voice-panel';
import type { VoicePart } from './voice-part';
import type { VoiceStart } from './voice-start';

jest.mock('next/navigation', () => ({ usePathname: () => '/chats/c1', useRouter: () => ({}) }));
jest.mock('@/features/shell/notice');
jest.mock('./capture');
jest.mock('./voice-encoding');
jest.mock('./voice-drafts');

const microphone: jest.Mocked<Capture> = { sampleRate: 48_000, pause: jest.fn(), resume: jest.fn(), stop: jest.fn() };
let captureEvents: CaptureEvents | undefined;
let encodingEvents: EncodingEvents | undefined;

const part = (durationMs = 1_000, level = 60): VoicePart => ({
  bytes: new Uint8Array(4_000),
  levels: [level],
  durationMs,
});
const hear = (...parts: VoicePart[]) => act(() => encodingEvents?.part({ parts, isLast: false }));
const refuse = (name: string) => Object.assign(new Error('no'), { name });

async function openPanel(start: Partial<VoiceStart> = {}) {
  const onClose = jest.fn();
  const onSent = jest.fn();
  const onHandsFree = jest.fn();
  const announce = jest.fn();
  const send = jest.fn();
  const world = await renderInApp(
    <ChatContext value={{ announce, store: { chatId: 'c1', send } } as unknown as ChatScope}>
      <VoicePanel
        start={{ press: null, draft: null, ...start }}
        onHandsFree={onHandsFree}
        onClose={onClose}
        onSent={onSent}
      />
    </ChatContext>,
  );
  await settleApp();
  return { ...world, onHandsFree, onClose, onSent, announce, send };
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  jest.clearAllMocks();
  jest.mocked(drafts.beginDraft).mockResolvedValue();
  jest.mocked(drafts.keepParts).mockResolvedValue();
  jest.mocked(drafts.dropDraft).mockResolvedValue();
  jest.mocked(openMicrophone).mockImplementation(async (_sink, events) => {
    captureEvents = events;
    return microphone;
  });
  jest.mocked(openEncoding).mockImplementation((_request, events) => {
    encodingEvents = events;
    return jest.fn();
  });
  // The last reply of the encoder follows the end of the microphone.
  microphone.stop.mockImplementation(() =>
    queueMicrotask(() => act(() => encodingEvents?.part({ parts: [], isLast: true }))),
  );
  Object.assign(URL, { createObjectURL: () => 'blob:take', revokeObjectURL: () => undefined });
  Object.assign(globalThis, { MessageChannel: class {} });
});

describe('VoicePanel', () => {
  it('records, says how long, pauses to listen, goes on, and sends', async () => {
    const { announce, onSent, send } = await openPanel();
    expect(announce).toHaveBeenLastCalledWith('Recording');
    hear(part(), part());
    expect(screen.getByText('0:02')).toBeVisible();
    await press('Pause and listen');
    expect(microphone.pause).toHaveBeenCalled();
    expect(screen.getByRole('group', { name: 'Voice note, 2 seconds' })).toBeVisible();
    expect(screen.getByRole('slider')).toBeVisible();
    await press('Go on recording');
    hear(part());
    await press('Send voice note');
    await settleApp();
    expect(onSent).toHaveBeenCalled();
    expect(send).toHaveBeenCalledWith('', {
      replyTo: null,
      attachments: [expect.objectContaining({ kind: 'voice', durationMs: 3_000, peaks: [60, 60, 60] })],
    });
    expect(send.mock.calls[0][1].attachments[0]).toMatchObject({
      file: { type: 'audio/mpeg' },
      name: expect.stringMatching(/^voice-\d{4}-\d\d-\d\d\.mp3$/),
    });
  });

  it('keeps the focus in the hand of whoever works by keys', async () => {
    await openPanel();
    expect(screen.getByRole('button', { name: 'Pause and listen' })).toHaveFocus();
    hear(part());
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Go on recording' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Pause and listen' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Go on recording' })).toHaveFocus();
  });

  it('asks before it deletes, and leaves nothing behind', async () => {
    const { onClose, send } = await openPanel();
    for (let second = 0; second < 20; second++) hear(part());
    await press('Delete recording');
    expect(screen.getByRole('alert')).toHaveTextContent('Delete this recording?');
    await press('Keep');
    expect(onClose).not.toHaveBeenCalled();
    await press('Delete recording');
    await press('Delete');
    expect(onClose).toHaveBeenCalled();
    await waitFor(() => expect(drafts.dropDraft).toHaveBeenCalled());
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    ['NotAllowedError', /not allowed/],
    ['NotFoundError', /No microphone was found/],
    ['NotReadableError', /Another program/],
    ['Error', /did not start/],
  ])('explains %s, and can be tried again', async (name, text) => {
    jest.mocked(openMicrophone).mockRejectedValueOnce(refuse(name));
    const { onClose } = await openPanel();
    expect(screen.getByRole('alert')).toHaveTextContent(text);
    await press('Try again');
    await settleApp();
    expect(screen.getByRole('button', { name: 'Send voice note' })).toBeVisible();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('explains it in Arabic', async () => {
    jest.mocked(openMicrophone).mockRejectedValueOnce(refuse('NotAllowedError'));
    await renderInApp(
      <ChatContext value={{ announce: jest.fn(), store: { chatId: 'c1' } } as unknown as ChatScope}>
        <VoicePanel
          start={{ press: null, draft: null }}
          onHandsFree={jest.fn()}
          onClose={jest.fn()}
          onSent={jest.fn()}
        />
      </ChatContext>,
      { locale: 'ar' },
    );
    expect(screen.getByRole('alert')).toHaveTextContent('الميكروفون غير مسموح به');
  });

  it('keeps what was said until the microphone was taken away', async () => {
    await openPanel();
    hear(part());
    act(() => captureEvents?.lost());
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('The microphone went away');
    expect(screen.queryByRole('button', { name: 'Go on recording' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Send voice note' })).toBeEnabled();
  });

  it('ends at the longest length, and says how long that is', async () => {
    await openPanel();
    hear(part(299_500));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('A voice note may last 5 minutes');
  });

  it('says when there is nothing to hear', async () => {
    await openPanel();
    hear(part(4_000, 0));
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing is to be heard');
    hear(part(1_000, 60));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows what was left before, takes no focus, and sends it', async () => {
    const { onSent, send } = await openPanel({ draft: { id: 'd1', parts: [part(), part()] } });
    expect(openMicrophone).not.toHaveBeenCalled();
    expect(screen.getByText('You have a recording that was not sent')).toBeVisible();
    expect(document.body).toHaveFocus();
    await press('Send voice note');
    await settleApp();
    expect(onSent).toHaveBeenCalled();
    expect(send.mock.calls[0][1].attachments[0]).toMatchObject({ durationMs: 2_000 });
    await waitFor(() => expect(drafts.dropDraft).toHaveBeenCalledWith('d1'));
  });

  it('sends what it quotes, and leaves the text that was begun', async () => {
    const { parley, send, onSent } = await openPanel();
    const replyTo = { messageId: 'm1', seq: 1, senderId: 'ben', text: 'hi', gist: {} as never, imageId: null };
    act(() => parley.drafts.set('c1', { text: 'begun', replyTo }));
    hear(part());
    await press('Send voice note');
    await settleApp();
    expect(onSent).toHaveBeenCalled();
    expect(send).toHaveBeenCalledWith('', expect.objectContaining({ replyTo }));
    expect(parley.drafts.get('c1')).toMatchObject({ text: 'begun' });
    expect(parley.drafts.get('c1')?.replyTo ?? null).toBeNull();
  });

  it('sends nothing of a slip of the finger', async () => {
    const { onClose, send } = await openPanel();
    hear(part(200));
    await press('Send voice note');
    await settleApp();
    expect(onClose).toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
    expect(showNotice).toHaveBeenCalledWith({ text: expect.stringContaining('Hold to record') });
  });

  it('says that the device keeps nothing more', async () => {
    jest.mocked(drafts.beginDraft).mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await openPanel();
    for (let second = 0; second < 20; second++) hear(part());
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('This device is full');
  });
});

describe('holding', () => {
  class FakePointer extends MouseEvent {}
  const point = (type: string, at = { clientX: 0, clientY: 0 }) =>
    act(async () => void window.dispatchEvent(new FakePointer(type, at)));
  const held = (heldForMs: number) => ({ isHeld: true, x: 0, y: 0, at: performance.now() - heldForMs });

  it('sends when it is let go', async () => {
    const { onSent } = await openPanel({ press: held(1_000) });
    expect(screen.getByRole('status')).toHaveTextContent('Let go to send');
    hear(part());
    await point('pointerup');
    await settleApp();
    expect(onSent).toHaveBeenCalled();
  });

  it('deletes when it is let go far away, and tells so before', async () => {
    const { onClose, send } = await openPanel({ press: held(1_000) });
    hear(part());
    await point('pointermove', { clientX: -120, clientY: 0 });
    expect(screen.getByRole('status')).toHaveTextContent('Let go to delete');
    await point('pointerup');
    await settleApp();
    expect(onClose).toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
  });

  it('goes on hands-free after a tap, and when the system takes the finger', async () => {
    const { onHandsFree, onSent, onClose } = await openPanel({ press: held(0) });
    await point('pointerup');
    expect(onHandsFree).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: 'Send voice note' })).toBeVisible();
    expect(onSent).not.toHaveBeenCalled();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('goes on hands-free when the finger was lifted before the recorder was there', async () => {
    const { onHandsFree } = await openPanel({ press: { ...held(1_000), isHeld: false } });
    expect(onHandsFree).toHaveBeenCalledTimes(1);
  });

  it('does not send when the system takes the finger', async () => {
    const { onHandsFree, onSent, onClose } = await openPanel({ press: held(1_000) });
    hear(part());
    await point('pointercancel');
    expect(onHandsFree).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: 'Send voice note' })).toBeVisible();
    expect(onSent).not.toHaveBeenCalled();
    expect(onClose).not.toHaveBeenCalled();
  });
});
