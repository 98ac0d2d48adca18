import type { Opinion } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';

/** The files that came with the opinion or the outcome of an event, as who said it commits to them. Pure. */
export function opinionFiles(event: InstanceEvent): NonNullable<Opinion['files']> {
  if (event.type === 'outcomeRecorded') return event.files ?? [];
  return 'opinion' in event ? (event.opinion?.files ?? []) : [];
}
