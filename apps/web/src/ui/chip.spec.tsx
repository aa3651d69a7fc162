import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ChipGroup } from './chip';

const OPTIONS = [
  { id: 'all', text: 'All' },
  { id: 'unread', text: 'Unread' },
  { id: 'archived', text: 'Archived' },
];

function Filter({ onChange, dir = 'ltr' }: { onChange: (id: string) => void; dir?: 'ltr' | 'rtl' }) {
  const [value, setValue] = useState('unread');
  const choose = (id: string) => {
    onChange(id);
    setValue(id);
  };
  return (
    <div dir={dir}>
      <ChipGroup label="Filter" value={value} onChange={choose} options={OPTIONS} />
      <button type="button">After</button>
    </div>
  );
}

const chip = (name: string) => screen.getByRole('radio', { name });

describe('ChipGroup', () => {
  it('is one stop of Tab, the chosen one; arrows walk and choose nothing', async () => {
    const onChange = jest.fn();
    render(<Filter onChange={onChange} />);
    await userEvent.tab();
    expect(chip('Unread')).toHaveFocus();
    expect(chip('Unread')).toBeChecked();
    await userEvent.keyboard('{ArrowRight}');
    expect(chip('Archived')).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(chip('Archived')).toHaveFocus();
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus();
    await userEvent.tab({ shift: true });
    expect(chip('Unread')).toHaveFocus();
  });

  it('walks the other way from right to left', async () => {
    render(<Filter onChange={jest.fn()} dir="rtl" />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}');
    expect(chip('All')).toHaveFocus();
  });

  it('tells a choice once, by key and by pointer', async () => {
    const onChange = jest.fn();
    render(<Filter onChange={onChange} />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft} ');
    expect(chip('All')).toBeChecked();
    await userEvent.click(chip('Archived'));
    await userEvent.click(chip('Archived'));
    expect(onChange.mock.calls).toEqual([['all'], ['archived']]);
  });
});
