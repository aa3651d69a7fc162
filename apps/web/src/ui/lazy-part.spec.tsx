import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import { lazyPart } from './lazy-part';

describe('lazyPart', () => {
  it('loads at the first showing, shows nothing until then, and loads once', async () => {
    let arrive = () => {};
    const load = jest.fn(
      () =>
        new Promise<{ default: (props: { name: string }) => React.ReactNode }>((resolve) => {
          arrive = () => resolve({ default: ({ name }) => <p>hello {name}</p> });
        }),
    );
    const Part = lazyPart(load);
    expect(load).not.toHaveBeenCalled();

    const { container, rerender } = render(<Part name="Ana" />);
    expect(container).toBeEmptyDOMElement();
    await act(async () => arrive());
    expect(screen.getByText('hello Ana')).toBeVisible();

    rerender(
      <>
        <Part name="Ana" />
        <Part name="Ben" />
      </>,
    );
    expect(screen.getByText('hello Ben')).toBeVisible();
    expect(load).toHaveBeenCalledTimes(1);
  });
});
