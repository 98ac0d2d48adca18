import { createContext, type ReactNode, use, useEffect, useId, useState } from 'react';
import { Note } from '#design/note.tsx';
import { useWords } from '../language/use-words.ts';

/** What a form is to hold and isn't here yet: it is coming, or it failed and stands there until it is tried again or given up. */
type Standing = 'coming' | 'failed';
type Tell = (key: string, standing: Standing | undefined) => void;

/** What is on its way into a form: it is sent only when everything arrived. Its parts stand within `Awaiting`. */
export interface UnderWay {
  readonly tell: Tell;
  /** Waits until nothing is coming any more. False: something failed, and whoever sends is told (`UnderWayNote`). */
  readonly arrived: () => Promise<boolean>;
  /** The form was sent and waits. */
  readonly isWaiting: boolean;
  /** The form wasn't sent, for something failed. */
  readonly lacks: boolean;
}

const AroundParts = createContext<Tell | undefined>(undefined);

export function useUnderWay(): UnderWay {
  const [gathered] = useState(gather);
  const [isWaiting, setWaiting] = useState(false);
  const [lacks, setLacks] = useState(false);
  return {
    tell: gathered.tell,
    isWaiting,
    lacks,
    arrived: async () => {
      setLacks(false);
      if (gathered.standing() === 'coming') {
        setWaiting(true);
        await gathered.settled();
        setWaiting(false);
      }
      const failed = gathered.standing() === 'failed';
      setLacks(failed);
      return !failed;
    },
  };
}

/** The parts inside tell this form what is on its way into it. */
export function Awaiting({ underWay, children }: { underWay: UnderWay; children: ReactNode }) {
  return <AroundParts value={underWay.tell}>{children}</AroundParts>;
}

/** Tells the form around this part, where there is one, how what it holds stands; nothing once the part is gone. */
export function useTellUnderWay(standing: Standing | undefined): void {
  const tell = use(AroundParts);
  const key = useId();
  useEffect(() => {
    tell?.(key, standing);
    return () => tell?.(key, undefined);
  }, [tell, key, standing]);
}

/** Beside the button: that the form waits, or why it wasn't sent. */
export function UnderWayNote({ underWay }: { underWay: UnderWay }) {
  const t = useWords();
  return (
    <>
      {underWay.lacks ? <Note tone="seal" title={t('underWay.lacks')} live /> : null}
      <div role="status">{underWay.isWaiting ? t('underWay.waiting') : null}</div>
    </>
  );
}

function gather() {
  const held = new Map<string, Standing>();
  let waiting: (() => void)[] = [];
  const isComing = () => [...held.values()].includes('coming');
  return {
    tell: (key: string, standing: Standing | undefined) => {
      if (standing) held.set(key, standing);
      else held.delete(key);
      if (isComing()) return;
      for (const go of waiting) go();
      waiting = [];
    },
    standing: (): Standing | undefined => (isComing() ? 'coming' : held.size > 0 ? 'failed' : undefined),
    settled: () => new Promise<void>((settle) => waiting.push(settle)),
  };
}
