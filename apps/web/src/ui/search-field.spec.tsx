import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { SearchField } from './search-field';

function Search({ onEscape }: { onEscape?: () => void }) {
  const [value, setValue] = useState('');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for a dialog that Esc closes
    <div onKeyDown={(event) => event.key === 'Escape' && onEscape?.()}>
      <SearchField label="Find a chat" clearLabel="Clear" value={value} onChange={setValue} end="Ctrl K" />
    </div>
  );
}

describe('SearchField', () => {
  it('has a name, and shows its hint only while it is empty', async () => {
    render(<Search />);
    expect(screen.getByText('Ctrl K')).toBeVisible();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find a chat' }), 'bike');
    expect(screen.queryByText('Ctrl K')).toBeNull();
  });

  it('is cleared by its button and keeps the focus', async () => {
    render(<Search />);
    await userEvent.type(screen.getByRole('searchbox'), 'bike');
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('takes Esc for itself only while there is something to clear', async () => {
    const onEscape = jest.fn();
    render(<Search onEscape={onEscape} />);
    await userEvent.type(screen.getByRole('searchbox'), 'bike{Escape}');
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(onEscape).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(onEscape).toHaveBeenCalledTimes(1);
  });
});
