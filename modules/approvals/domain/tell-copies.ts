import type { PersonId } from '../contract/definition.ts';
import type { AskedRule } from '../contract/facts.ts';
import { chosenAsNamed } from './find-approvers.ts';
import { askPeople, emit, isStopped, type Run } from './run.ts';

/** 抄送: tells those whom the rules name, each once; `nodeId` is missing at the end of the flow. Nobody found is no mistake. */
export function tellCopies(
  run: Run,
  rules: readonly (readonly [purpose: string, rule: AskedRule])[],
  nodeId?: string,
): undefined {
  const answers = rules.map(([purpose, rule]) => ({ rule, people: askPeople(run, purpose, nodeId, rule) }));
  if (answers.some(({ people }) => !people)) return;
  const found = answers.map(({ rule, people }) => ({ rule, people: (people ?? []).map((person) => person.id) }));
  const people = [...new Set(found.flatMap((one) => one.people))].filter((id) => !run.state.copied.includes(id));
  if (people.length > 0) emit(run, { type: 'copied', people, found, ...(nodeId !== undefined && { nodeId }) });
}

/** Ends a request by the flow, with its last copies. */
export function finish(run: Run, outcome: 'approved' | 'rejected', by: PersonId | undefined): undefined {
  const rules = run.definition.copies.filter((copy) => copy.when === 'decided' || outcome === 'approved');
  tellCopies(
    run,
    rules.map(({ to }, index) => [`${outcome}.${index}`, chosenAsNamed({}, '', to)]),
  );
  if (isStopped(run)) return;
  // Where opinions named people, theirs are the outcomes; else the applicant says what came of the whole (落实意见).
  const wanted = outcome === 'approved' && run.definition.outcomeRequired && run.state.duties.length === 0;
  emit(run, { type: 'ended', outcome, ...(by && { by }), ...(wanted && { outcomeWanted: true }) });
}
