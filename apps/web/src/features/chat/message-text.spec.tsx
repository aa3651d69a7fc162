import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { MessageText } from './message-text';

const renderText = (text: string) =>
  render(
    <p data-testid="text">
      <MessageText text={text} />
    </p>,
  );

describe('MessageText', () => {
  it('shows markup as the text it is', () => {
    renderText('<img src=x onerror=alert(1)> <b>hi</b>');
    expect(screen.getByTestId('text')).toHaveTextContent('<img src=x onerror=alert(1)> <b>hi</b>');
    expect(screen.getByTestId('text').children).toHaveLength(0);
  });

  it('links web and mail addresses, isolated and without trust', async () => {
    renderText('شفت https://dzmarket.example/l/48211?ref=a بسعر 89');
    const link = await screen.findByRole('link', { name: 'https://dzmarket.example/l/48211?ref=a' });
    expect(link).toHaveAttribute('dir', 'ltr');
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow ugc');
    expect(screen.getByTestId('text')).toHaveTextContent('شفت https://dzmarket.example/l/48211?ref=a بسعر 89');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://example.com/a'])(
    'never links %s',
    async (text) => {
      renderText(`${text} https://dzmarket.example`);
      await screen.findByRole('link', { name: 'https://dzmarket.example' });
      for (const link of screen.queryAllByRole('link')) expect(link.getAttribute('href')).toMatch(/^(https?|mailto):/);
    },
  );

  it('gives a bare address a safe scheme and a mail address mailto', async () => {
    renderText('see example.com or write to amel@example.dz');
    expect(await screen.findByRole('link', { name: 'example.com' })).toHaveAttribute('href', 'https://example.com');
    expect(screen.getByRole('link', { name: 'amel@example.dz' })).toHaveAttribute('href', 'mailto:amel@example.dz');
  });

  it('shows the plain text until links can be told', async () => {
    renderText('see example.com');
    expect(screen.getByTestId('text')).toHaveTextContent('see example.com');
    expect(await screen.findByRole('link')).toBeVisible();
  });

  it('keeps a text at the limit whole', () => {
    const text = 'a '.repeat(2_000);
    renderText(text);
    expect(screen.getByTestId('text').textContent).toBe(text);
  });
});
