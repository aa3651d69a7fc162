import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { settleApp } from './render-in-app';

describe('settleApp', () => {
  it('waits for what each answer makes the page ask next, also where it takes a turn of the event loop', async () => {
    render(<Chain length={5} />);
    await settleApp();
    expect(screen.getByText('step 5')).toBeVisible();
  });
});

/** Asks a server again after each answer that is shown. */
function Chain({ length }: { length: number }) {
  const [step, setStep] = useState(0);
  useEffect(() => {
    if (step < length) void nextTurn().then(() => setStep(step + 1));
  }, [step, length]);
  return <p>step {step}</p>;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
