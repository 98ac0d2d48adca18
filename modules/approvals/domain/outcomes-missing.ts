import type { Definition } from '../contract/definition.ts';
import type { Duty, InstanceState } from '../contract/instance.ts';

/** What still has to be recorded before an approved request is archived: duties of executors, and an outcome of the whole. */
export function outcomesMissing(
  definition: Definition,
  state: InstanceState,
): { readonly duties: readonly Duty[]; readonly whole: boolean } {
  const recorded = state.outcomeAt !== undefined || state.duties.some((duty) => duty.done);
  const whole = definition.outcomeRequired && state.status === 'approved' && !recorded;
  return { duties: state.duties.filter((duty) => !duty.done), whole };
}
