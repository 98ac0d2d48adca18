import type { RequestView } from '../contract/request.ts';

type Step = RequestView['steps'][number];

/** Where a request stands: the steps under way that nothing else is nested in, and everybody who is asked in them. */
export interface UnderWay {
  /** Several in parallel branches; one without people (a sub-process, a delay) is among them. */
  readonly steps: readonly Step[];
  readonly asked: readonly { readonly step: Step; readonly slot: Step['slots'][number] }[];
}

/** Reads off the steps of a view where it stands now. Pure. */
export function stepsUnderWay(all: readonly Step[]): UnderWay {
  const steps = all.filter(({ state, kind }) => state === 'open' && kind !== 'parallel' && kind !== 'inclusive');
  const asked = steps.flatMap((step) =>
    step.slots.filter((slot) => slot.state === 'open').map((slot) => ({ step, slot })),
  );
  return { steps, asked };
}
