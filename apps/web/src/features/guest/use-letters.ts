'use client';

import { guestsOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import { useEffect, useMemo, useState } from 'react';

interface Letters {
  /** Null while nobody has said. */
  isOn: boolean | null;
  wasTurnedOn: boolean;
  /** Throws `ParleyError`. */
  turnOn: () => Promise<void>;
}

/** Whether the guest is written to. */
export function useLetters(): Letters {
  const { rest } = useParley();
  const guests = useMemo(() => guestsOf(rest), [rest]);
  const [isOn, setIsOn] = useState<boolean | null>(null);
  const [wasTurnedOn, setWasTurnedOn] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    guests.letters().then(
      (letters) => isCurrent && setIsOn(letters.isOn),
      // A hint that could not be loaded is not shown; the request itself says what is wrong with the line.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [guests]);

  const turnOn = async () => {
    setIsOn((await guests.setLetters({ isOn: true })).isOn);
    setWasTurnedOn(true);
  };
  return { isOn, wasTurnedOn, turnOn };
}
