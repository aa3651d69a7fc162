import '@testing-library/jest-dom';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderInApp } from '@/testing/render-in-app';
import { endNotice, showNotice } from './notice';
import { NoticeBar } from './notice-bar';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

beforeEach(async () => {
  await renderInApp(<NoticeBar />);
  // The card is loaded by the first notice.
  act(() => showNotice({ text: 'first' }));
  await screen.findByText('first');
  act(() => endNotice());
  jest.useFakeTimers();
});
afterEach(() => {
  act(() => endNotice());
  jest.useRealTimers();
});

const wait = (ms: number) => act(() => void jest.advanceTimersByTime(ms));
const show = (notice: Parameters<typeof showNotice>[0]) => act(() => showNotice(notice));

describe('NoticeBar', () => {
  it('says it politely, and a failure at once', () => {
    show({ text: 'Archived' });
    expect(screen.getByRole('status')).toHaveTextContent('Archived');
    show({ text: 'Not changed', kind: 'failure' });
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(screen.getByRole('alert')).toHaveTextContent('Not changed');
  });

  it('passes after ten seconds, but not while somebody is on it', () => {
    show({ text: 'Archived', onUndo: () => undefined });
    wait(9_000);
    fireEvent.focus(screen.getByRole('button', { name: 'Undo' }));
    wait(60_000);
    expect(screen.getByText('Archived')).toBeInTheDocument();
    fireEvent.blur(screen.getByRole('button', { name: 'Undo' }));
    wait(10_000);
    expect(screen.queryByText('Archived')).not.toBeInTheDocument();
  });

  it('keeps what must not be missed until it is dismissed', () => {
    show({ text: 'You are no longer in it', kind: 'lasting' });
    wait(60_000);
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('undoes once', () => {
    const onUndo = jest.fn();
    show({ text: 'Archived', onUndo });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(onUndo).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  });
});
