import { digestOf } from '#kernel/server/chain/digest-of.ts';
import type { Evidence } from '../contract/facts.ts';
import { instanceEvent } from '../contract/instance-event.ts';
import { changedValues } from '../domain/changed-values.ts';

type Form = Readonly<Record<string, unknown>>;

/** The digest of what an answer changes in the form. */
export function changesDigest(before: Form, after: Form): NonNullable<Evidence['changed']> {
  const { algorithm, hash } = digestOf(changedValues(before, after));
  return { algorithm, digest: hash.toString('hex') };
}

/**
 * Whether the answers of a step say exactly what was changed in the form with them. `before` and `after`: the form's contents
 * before the step and that came with it, as they were sealed. Answers from before this was recorded say nothing of it.
 */
export function changesHold(events: readonly unknown[], before: Form | undefined, after: Form | undefined): boolean {
  return events.every((body) => {
    const event = instanceEvent.safeParse(body).data;
    if (event?.type !== 'acted' || !event.evidence.changed) return true;
    if (!before || !after) return false;
    const { algorithm, digest } = event.evidence.changed;
    return digestOf(changedValues(before, after), algorithm).hash.toString('hex') === digest;
  });
}
