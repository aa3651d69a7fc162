import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import { ChatContext, type ChatScope } from '@/features/chat/chat-context';
import type { Entry } from '@/features/chat/timeline';
import { renderInApp } from '@/testing/render-in-app';
import { playback } from './playback';
import VoiceBubble from './voice-bubble';

jest.mock('next/navigation', () => ({ usePathname: () => '/chats/c1', useRouter: () => ({}) }));

const local = { uploadId: 'u1', attachmentId: null, kind: 'voice', durationMs: 3_000, peaks: [50], file: new Blob() };
const entryOf = (parts: object) => ({ message: null, pending: null, isOwn: true, ...parts }) as unknown as Entry;
const pending = { clientMsgId: 'p1', status: 'sending', attachments: [local] };

const show = (entry: Entry) =>
  renderInApp(
    <ChatContext value={{ store: { discard: jest.fn() } } as unknown as ChatScope}>
      <VoiceBubble entry={entry} />
    </ChatContext>,
  );

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:note', revokeObjectURL: () => undefined });
});

afterEach(() => jest.restoreAllMocks());

describe('VoiceBubble', () => {
  it("plays the server's bytes of a message that is stored", async () => {
    const toggle = jest.spyOn(playback, 'toggle').mockImplementation();
    const message = { attachments: [{ id: 'a1', durationMs: 24_000, peaks: [10, 20] }] };
    await show(entryOf({ message }));
    screen.getByRole('button', { name: 'Play voice note, 24 seconds' }).click();
    expect(toggle.mock.calls[0]?.[0]).toMatchObject({ id: 'a1', url: '/api/attachments/a1', durationMs: 24_000 });
  });

  it("plays this device's bytes while they are on their way, and tells how far they are", async () => {
    const toggle = jest.spyOn(playback, 'toggle').mockImplementation();
    await show(entryOf({ pending }));
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    screen.getByRole('button', { name: /^Play/ }).click();
    expect(toggle.mock.calls[0]?.[0]).toMatchObject({ id: 'u1', url: 'blob:note' });
  });
});
