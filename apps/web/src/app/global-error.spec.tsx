import '@testing-library/jest-dom';
import { within } from '@testing-library/react';
import { renderToStaticMarkup } from 'react-dom/server';
import GlobalError from './global-error';

describe('GlobalError', () => {
  it('says it in every language, each with a way on', () => {
    document.body.innerHTML = renderToStaticMarkup(<GlobalError />);
    const lines = [...document.querySelectorAll('p')];
    expect(lines.map((line) => line.lang)).toEqual(['en', 'fr', 'ar']);
    for (const line of lines) {
      expect(line).toHaveAttribute('dir', 'auto');
      expect(within(line).getByRole('button')).not.toBeEmptyDOMElement();
    }
  });
});
