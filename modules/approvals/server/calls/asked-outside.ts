import type { InstanceEvent } from '../../contract/instance-event.ts';

/** The calls that these events ask for, and until when an answer is waited for. */
export function askedOutside(events: readonly InstanceEvent[]) {
  return {
    calls: events.flatMap((event) => (event.type === 'called' ? [{ visit: event.visit, attempt: event.attempt }] : [])),
    deadlines: events.flatMap((event) => {
      if (event.type !== 'timerSet' || !('visit' in event.timer)) return [];
      const { id: timerId, visit, attempt, for: time } = event.timer;
      if (attempt === undefined || !('minutes' in time)) return [];
      const at = Temporal.Instant.from(event.at).add({ minutes: time.minutes }).toString();
      return [{ timerId, visit, attempt, at }];
    }),
  };
}
