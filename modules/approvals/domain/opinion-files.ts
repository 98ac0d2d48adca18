import type { Opinion } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';

/** The files that came with the opinion of an event, as its signer commits to them. Pure. */
export const opinionFiles = (event: InstanceEvent): NonNullable<Opinion['files']> =>
  'opinion' in event ? (event.opinion?.files ?? []) : [];
