import '@testing-library/jest-dom';
import { fireEvent, render, screen } from '@testing-library/react';
import { Link } from './link';

const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));
beforeEach(() => push.mockClear());

/** Clicks; false when the browser was kept from following the link itself. */
function click(init: MouseEventInit = {}, props: Partial<Parameters<typeof Link>[0]> = {}): boolean {
  render(
    <Link href="/chats/c1" {...props}>
      Bike
    </Link>,
  );
  return fireEvent.click(screen.getByRole('link', { name: 'Bike' }), init);
}

describe('Link', () => {
  it('goes there without reloading, and says where it goes', () => {
    expect(click()).toBe(false);
    expect(push).toHaveBeenCalledWith('/chats/c1');
    expect(screen.getByRole('link')).toHaveAttribute('href', '/chats/c1');
  });

  it.each(['metaKey', 'ctrlKey', 'shiftKey', 'altKey'])('leaves a click with %s to the browser', (key) => {
    // jsdom cannot open tabs.
    document.addEventListener('click', (event) => event.preventDefault(), { once: true });
    click({ [key]: true });
    expect(push).not.toHaveBeenCalled();
  });

  it('leaves a link for another tab to the browser', () => {
    document.addEventListener('click', (event) => event.preventDefault(), { once: true });
    click({}, { target: '_blank' });
    expect(push).not.toHaveBeenCalled();
  });

  it('stays where a handler said so', () => {
    click({}, { onClick: (event) => event.preventDefault() });
    expect(push).not.toHaveBeenCalled();
  });
});
