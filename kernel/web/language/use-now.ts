import { useEffect, useMemo, useState } from 'react';
import { useClockAhead } from './clock-ahead.ts';

/** The present moment of the company, kept up by the minute; for what a screen says relative to now. */
export function useNow(): Date {
  const ahead = useClockAhead();
  const [machine, setMachine] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setMachine(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => new Date(machine.getTime() + ahead), [machine, ahead]);
}
