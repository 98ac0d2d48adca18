import type { Preview, PreviewStep } from '../preview-path.ts';

type Walked = Exclude<Preview, { readonly need: unknown }>;

/** What a draft would have changed for one request. */
export type ReplayClass = 'same' | 'otherApprovers' | 'otherBranch' | 'stuck' | 'refused';

interface WalkedStep {
  readonly nodeId: string;
  readonly people: readonly string[];
}

/** Who is asked where; copies count too, by the people they go to. */
export function stepsWalked(walked: Walked): WalkedStep[] {
  if ('refuse' in walked) return [];
  return walked.steps.map((step) => ({ nodeId: step.nodeId ?? 'end', people: askedAt(step) }));
}

function askedAt(step: PreviewStep): readonly string[] {
  if (!('people' in step)) return [];
  if (step.kind === 'copy') return step.people;
  return step.people.filter((one) => one.state === 'asked').map((one) => one.person);
}

const sameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && [...one].sort().every((value, index) => value === [...other].sort()[index]);

/**
 * Compares the same request walked by the version that it had and by the draft, both with the people of now, so that only
 * what the draft changes makes a difference. `formRefused`: the form wouldn't be taken any more.
 */
export function compareWalks(
  before: Walked,
  after: Walked,
  formRefused: string | undefined,
): { class: ReplayClass; why: string } {
  if (formRefused !== undefined) return { class: 'refused', why: formRefused };
  if ('refuse' in after) return { class: 'stuck', why: after.refuse.code };
  if (after.ends === 'endless') return { class: 'stuck', why: 'endless' };
  if (after.ends === 'rejected' && !('refuse' in before) && before.ends !== 'rejected') {
    return { class: 'refused', why: 'noApprover' };
  }
  const [old, now] = [stepsWalked(before), stepsWalked(after)];
  if ('refuse' in before || !sameOrder(old, now)) return { class: 'otherBranch', why: '' };
  const isSame = old.every((step, index) => sameList(step.people, now[index]?.people ?? []));
  return { class: isSame ? 'same' : 'otherApprovers', why: '' };
}

const sameOrder = (old: readonly WalkedStep[], now: readonly WalkedStep[]) =>
  old.length === now.length && old.every((step, index) => step.nodeId === now[index]?.nodeId);
