import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { useMinute } from './use-minute';

function Clock({ name }: { name: string }) {
  return <time>{`${name} ${useMinute().toISOString().slice(11, 16)}`}</time>;
}

describe('useMinute', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('starts with the render on the server and moves every reader with one timer', () => {
    const { unmount } = render(
      <NextIntlClientProvider locale="en" now={new Date('2026-11-20T08:59:58Z')} timeZone="UTC">
        <Clock name="a" />
        <Clock name="b" />
      </NextIntlClientProvider>,
    );
    expect(screen.getByText('a 08:59')).toBeInTheDocument();
    expect(jest.getTimerCount()).toBe(1);
    act(() => jest.advanceTimersByTime(60_000));
    expect(screen.getByText('a 09:01')).toBeInTheDocument();
    expect(screen.getByText('b 09:01')).toBeInTheDocument();
    unmount();
    expect(jest.getTimerCount()).toBe(0);
  });
});
