import type { CommandOf } from '../../contract/command.ts';
import { askPeople, emit, type Run, refuse } from '../run.ts';

/** 抄送 by somebody who takes part. */
export function copy(run: Run, { people }: CommandOf<'copy'>, by: string): undefined {
  const { applicant, submitter, visits, copied } = run.state;
  const takesPart =
    by === applicant ||
    by === submitter ||
    visits.some((visit) => visit.slots.some((slot) => slot.person === by || slot.deputies.includes(by)));
  if (!takesPart) return refuse(run, 'participantsOnly', {});
  const wanted = [...new Set(people)].filter((id) => !copied.includes(id));
  if (wanted.length === 0) return refuse(run, 'alreadyCopied', {});
  const rule = { kind: 'named' as const, people: wanted };
  const answer = askPeople(run, 'copy', run.definition.start.id, rule);
  if (!answer) return;
  const missing = wanted.find((id) => !answer.some((person) => person.id === id));
  if (missing !== undefined) return refuse(run, 'personNotFound', { person: missing });
  emit(run, { type: 'copied', by, people: wanted, found: [{ rule, people: wanted }] });
}
