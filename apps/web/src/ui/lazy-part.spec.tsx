import '@testing-library/jest-dom';
import { act, render as renderOnly, screen } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { Component, type ReactNode } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { lazyPart } from './lazy-part';

const render = (part: ReactNode) => renderOnly(part, { wrapper: InArabic });

function InArabic({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="ar-DZ" timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}

describe('lazyPart', () => {
  it('tells React Aria the direction of the page, whatever the browser speaks', async () => {
    const Part = lazyPart(async () => ({ default: () => <p>{useLocale().direction}</p> }));
    render(<Part />);
    expect(await screen.findByText('rtl')).toBeVisible();
  });

  it('loads at the first showing, shows nothing until then, and loads once', async () => {
    let arrive = () => {};
    const load = jest.fn(
      () =>
        new Promise<{ default: (props: { name: string }) => ReactNode }>((resolve) => {
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

  describe('when its code does not come', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => {
      jest.useRealTimers();
      jest.restoreAllMocks();
    });

    const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

    it('shows it once the network is back, however long that takes', async () => {
      const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      const load = jest.fn(async (): Promise<{ default: () => ReactNode }> => {
        if (!navigator.onLine) throw new Error('offline');
        return { default: () => <p>here</p> };
      });
      const Part = lazyPart(load);
      render(<Part />);
      await pass(600_000);
      expect(screen.queryByText('here')).not.toBeInTheDocument();
      onLine.mockReturnValue(true);
      await pass(16_000);
      expect(screen.getByText('here')).toBeVisible();
    });

    it('fails in the end where there is a network', async () => {
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const Part = lazyPart(() => Promise.reject<{ default: () => ReactNode }>(new Error('gone')));
      render(
        <Boundary>
          <Part />
        </Boundary>,
      );
      await pass(15_000);
      expect(screen.queryByText('failed: gone')).not.toBeInTheDocument();
      await pass(16_000);
      expect(screen.getByText('failed: gone')).toBeVisible();
    });
  });
});

class Boundary extends Component<{ children: ReactNode }> {
  override state = { message: '' };

  static getDerivedStateFromError({ message }: Error) {
    return { message };
  }

  override render() {
    return this.state.message ? <p>failed: {this.state.message}</p> : this.props.children;
  }
}
