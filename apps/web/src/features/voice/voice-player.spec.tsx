import '@testing-library/jest-dom';
import type { MeDto } from '@app/contracts';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { playback } from './playback';
import VoicePlayer from './voice-player';

jest.mock('next/navigation', () => ({ usePathname: () => '/chats/c1', useRouter: () => ({}) }));

/** jsdom has none. */
class FakePointerEvent extends MouseEvent {
  readonly pointerType: string;
  readonly pointerId = 1;

  constructor(type: string, init: PointerEventInit = {}) {
    super(type, init);
    this.pointerType = init.pointerType ?? 'mouse';
  }
}
Object.assign(window, { PointerEvent: FakePointerEvent });

const note = (id: string, durationMs = 24_000) => ({ id, durationMs, peaks: [10, 90, 40] });

/** What the one audio element of the app would do. */
let audio: HTMLMediaElement | undefined;
const inBrowser = (event: string) => act(() => void audio?.dispatchEvent(new Event(event)));

beforeEach(() => {
  jest.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(async function play(this: HTMLMediaElement) {
    audio = this;
    Object.defineProperty(this, 'paused', { configurable: true, value: false });
  });
  jest.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function pause(this: HTMLMediaElement) {
    Object.defineProperty(this, 'paused', { configurable: true, value: true });
    this.dispatchEvent(new Event('pause'));
  });
  jest.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => undefined);
});

afterEach(() => {
  act(() => playback.pause());
  jest.restoreAllMocks();
});

const slider = () => screen.getByRole('slider');

describe('VoicePlayer', () => {
  it('is played and paused, and says how long it is', async () => {
    await renderInApp(<VoicePlayer attachment={note('p1', 65_000)} url="/api/attachments/p1" isOwn={false} />);
    expect(screen.getByRole('group')).toHaveAccessibleName('Voice note, 1 minute, 5 seconds');
    expect(screen.getByText('1:05')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^Play voice note/ }));
    expect(audio?.getAttribute('src')).toBe('/api/attachments/p1');
    inBrowser('playing');
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(screen.getByRole('button', { name: /^Play voice note/ })).toBeVisible();
  });

  it('stops the one before', async () => {
    await renderInApp(
      <>
        <VoicePlayer attachment={note('q1')} url="/q1" isOwn={false} />
        <VoicePlayer attachment={note('q2')} url="/q2" isOwn />
      </>,
    );
    const [first, second] = screen.getAllByRole('button', { name: /^Play/ });
    await userEvent.click(first as HTMLElement);
    inBrowser('playing');
    await userEvent.click(second as HTMLElement);
    inBrowser('playing');
    expect(screen.getAllByRole('button', { name: 'Pause' })).toHaveLength(1);
    expect(audio?.getAttribute('src')).toBe('/q2');
  });

  it('is moved by keys, in seconds that are read out', async () => {
    await renderInApp(<VoicePlayer attachment={note('k1')} url="/k1" isOwn={false} />);
    slider().focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(slider()).toHaveAttribute('aria-valuetext', '5 seconds of 24 seconds');
    await userEvent.keyboard('{ArrowRight}{ArrowLeft}{ArrowUp}{ArrowDown}');
    expect(slider()).toHaveAttribute('aria-valuenow', '5');
    await userEvent.keyboard('{End}{ArrowRight}');
    expect(slider()).toHaveAttribute('aria-valuenow', '24');
    await userEvent.keyboard('{PageDown}');
    expect(slider()).toHaveAttribute('aria-valuenow', '18');
    await userEvent.keyboard('{Home}{ArrowLeft}');
    expect(slider()).toHaveAttribute('aria-valuenow', '0');
  });

  it('is moved by touch: along it, and not by a finger that only scrolls over it', async () => {
    await renderInApp(<VoicePlayer attachment={note('t1')} url="/t1" isOwn={false} />);
    jest.spyOn(slider(), 'getBoundingClientRect').mockReturnValue({ left: 100, width: 200 } as DOMRect);
    const touch = (clientX: number) => ({ clientX, pointerType: 'touch', pointerId: 1 });
    fireEvent.pointerDown(slider(), touch(200));
    fireEvent.pointerCancel(slider(), touch(200));
    fireEvent.pointerMove(slider(), touch(250));
    expect(slider()).toHaveAttribute('aria-valuenow', '0');
    fireEvent.pointerDown(slider(), touch(120));
    fireEvent.pointerMove(slider(), touch(200));
    expect(slider()).toHaveAttribute('aria-valuenow', '12');
    fireEvent.pointerUp(slider(), touch(999));
    expect(slider()).toHaveAttribute('aria-valuenow', '24');
  });

  it('runs from right to left in Arabic, by touch and by keys', async () => {
    await renderInApp(<VoicePlayer attachment={note('r1')} url="/r1" isOwn={false} />, { locale: 'ar' });
    jest.spyOn(slider(), 'getBoundingClientRect').mockReturnValue({ left: 100, width: 200 } as DOMRect);
    fireEvent.pointerDown(slider(), { clientX: 250, pointerType: 'mouse', pointerId: 1 });
    expect(slider()).toHaveAttribute('aria-valuenow', '6');
    fireEvent.pointerUp(slider(), { clientX: 250, pointerType: 'mouse', pointerId: 1 });
    slider().focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(slider()).toHaveAttribute('aria-valuenow', '11');
    expect(screen.getByRole('group')).toHaveAccessibleName('رسالة صوتية، 24 ثانية');
  });

  it('plays faster, and goes back to the first speed', async () => {
    await renderInApp(<VoicePlayer attachment={note('s1')} url="/s1" isOwn={false} />);
    await userEvent.click(screen.getByRole('button', { name: /^Play/ }));
    for (const speed of ['1.5', '2', '1']) {
      await userEvent.click(screen.getByRole('button', { name: /^Speed/ }));
      expect(screen.getByRole('button', { name: /^Speed/ })).toHaveAccessibleName(`Speed ${speed}×, change`);
      expect(audio?.playbackRate).toBe(Number(speed));
    }
  });

  it('says when it cannot be played, after it asked for a fresh session', async () => {
    const renew = jest.fn(async () => ({}) as MeDto);
    await renderInApp(<VoicePlayer attachment={note('f1')} url="/f1" isOwn={false} />, {
      arrange: ({ parley }) => {
        parley.rest.auth.me = renew;
      },
    });
    await userEvent.click(screen.getByRole('button', { name: /^Play/ }));
    inBrowser('error');
    await settleApp();
    expect(renew).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('Cannot be played')).toBeNull();
    inBrowser('error');
    expect(screen.getByText('Cannot be played')).toBeVisible();
    expect(screen.getByRole('button', { name: /^Play/ })).toBeEnabled();
  });
});
