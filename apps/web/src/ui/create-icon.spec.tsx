import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { ChevronLeft } from 'lucide-react';
import { createIcon } from './create-icon';

const Ours = createIcon([['path', { d: 'm15 18-6-6 6-6' }]]);
const draw = (icon: React.ReactNode) => render(icon).container.firstElementChild;

describe('createIcon', () => {
  it.each([
    { className: 'flip' },
    { className: 'size-5', strokeWidth: 1.75 },
    { className: 'x', size: 16, 'aria-hidden': true },
  ])('draws what lucide draws: %j', (props) => {
    const ours = draw(<Ours {...props} />);
    const lucide = draw(<ChevronLeft {...props} />);
    lucide?.classList.remove('lucide', 'lucide-chevron-left');
    expect(ours).toEqual(lucide);
  });

  it('is not hidden from readers when it has a name', () => {
    render(<Ours role="img" aria-label="Back" />);
    expect(screen.getByRole('img', { name: 'Back' })).not.toHaveAttribute('aria-hidden');
  });
});
