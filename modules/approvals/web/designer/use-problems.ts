import { useEffect, useRef, useState } from 'react';
import type { Definition } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { Speech } from './describe-node.ts';
import { type PlacedProblem, problemsOf, type ShownProblem } from './flow-problems.ts';
import { findLane } from './flow-tree.ts';

/** After the last change, in ms: checks don't run into the typing. After a long check it takes longer. */
const pause = 300;

/** What is wrong with the flow, checked again a moment after each change. */
export function useProblems(flow: Definition, design: FormDesign, kinds: readonly string[] | undefined) {
  const [found, setFound] = useState<readonly PlacedProblem[]>(() => problemsOf(flow, design, kinds));
  const checked = useRef({ flow, design, kinds });
  const took = useRef(0);
  useEffect(() => {
    const last = checked.current;
    if (last.flow === flow && last.design === design && last.kinds === kinds) return;
    const timer = setTimeout(
      () => {
        const from = performance.now();
        setFound(problemsOf(flow, design, kinds));
        took.current = performance.now() - from;
        checked.current = { flow, design, kinds };
      },
      Math.max(pause, took.current * 3),
    );
    return () => clearTimeout(timer);
  }, [flow, design, kinds]);
  return found;
}

/** A problem in the reader's words. */
export function describeProblem(problem: PlacedProblem, flow: Definition, speech: Speech): ShownProblem {
  const { facts } = problem;
  const lane = typeof facts.branch === 'string' ? findLane(flow, facts.branch)?.lane : undefined;
  return {
    at: problem.at,
    severity: problem.blocks ? 'error' : 'warning',
    text: speech.say(`problem.${problem.code}`, {
      ...facts,
      ...(lane && { branch: speech.nameOf(lane.name) }),
      ...(typeof facts.field === 'string' && { field: speech.fieldName(facts.field) }),
      ...(typeof facts.fault === 'string' && { fault: speech.say(`fault.${facts.fault}`, facts) }),
      ...(typeof facts.kind === 'string' && { kind: speech.names.process(facts.kind) }),
    }),
  };
}
