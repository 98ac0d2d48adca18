import { useEffect } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { moveClock, moveClockPermission, readClock } from '#kernel/contract/kernel-operations.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { setClockAhead } from '#kernel/web/language/clock-ahead.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { words } from '../words.ts';
import '../sample.css';

const steps = [
  { word: 'hour', minutes: 60 },
  { word: 'day', minutes: 24 * 60 },
  { word: 'week', minutes: 7 * 24 * 60 },
] as const;

/** Where the clock can be moved: says that this company is a sample and what time it is there; administrators move it. */
export function ClockBar() {
  const t = useWords(words);
  const format = useFormat();
  const viewer = useViewerState();
  const now = useNow();
  const clock = useRead(readClock, {});
  const move = useCommand(moveClock);
  const offsetMs = clock.data?.offsetMs ?? 0;
  useEffect(() => {
    setClockAhead(offsetMs);
    return () => setClockAhead(0);
  }, [offsetMs]);
  if (!clock.data?.movable) return null;
  const time = format.exact(now.toISOString());
  const forward = async (minutes: number) => {
    const moved = await move.run({ minutes });
    if (moved) announce(t('moved', { time: format.exact(moved.now) }));
  };
  return (
    <>
      <Note
        tone="accent"
        icon="clock"
        title={t('title')}
        actions={
          mayUse(viewer, moveClockPermission) ? (
            <fieldset className="sample-steps" aria-label={t('move')}>
              {steps.map(({ word, minutes }) => (
                <Button key={word} kind="quiet" disabled={move.running} onPress={() => void forward(minutes)}>
                  {t(word)}
                </Button>
              ))}
            </fieldset>
          ) : undefined
        }
      >
        {t('now', { time })}
      </Note>
      {move.failure ? <FailureNote failure={move.failure} /> : null}
    </>
  );
}
