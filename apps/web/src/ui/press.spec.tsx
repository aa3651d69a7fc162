import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Button, IconButton } from './button';
import { Press } from './press';

describe('Press', () => {
  it('is pressed by pointer, Enter and Space', async () => {
    const onPress = jest.fn();
    render(<Press onPress={onPress}>Go</Press>);
    await userEvent.click(screen.getByRole('button'));
    await userEvent.keyboard('{Enter} ');
    expect(onPress).toHaveBeenCalledTimes(3);
  });

  it('stays where it is and does nothing while pending, not even sending its form again', async () => {
    const onPress = jest.fn();
    const onSubmit = jest.fn();
    render(
      <form onSubmit={onSubmit}>
        <Button type="submit" isPending onPress={onPress}>
          Sign in
        </Button>
      </form>,
    );
    const button = screen.getByRole('button', { name: 'Sign in' });
    await userEvent.click(button);
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(onPress).not.toHaveBeenCalled();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('can leave the focus in the field it belongs to', async () => {
    const onPress = jest.fn();
    render(
      <>
        <textarea />
        <Press preventFocusOnPress onPress={onPress}>
          Send
        </Press>
      </>,
    );
    await userEvent.click(screen.getByRole('textbox'));
    await userEvent.click(screen.getByRole('button'));
    expect(onPress).toHaveBeenCalled();
    expect(screen.getByRole('textbox')).toHaveFocus();
  });

  it('takes the focus where a browser does not give it to a clicked button', () => {
    render(<Press>Menu</Press>);
    screen.getByRole('button').click();
    expect(screen.getByRole('button')).toHaveFocus();
  });

  it('sends no form unless it is told to', async () => {
    const onSubmit = jest.fn();
    render(
      <form onSubmit={onSubmit}>
        <IconButton label="Details">i</IconButton>
      </form>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByRole('button')).toHaveAttribute('title', 'Details');
    expect(onSubmit).not.toHaveBeenCalled();
  });
});
