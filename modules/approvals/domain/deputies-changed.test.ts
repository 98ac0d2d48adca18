import { describe, expect, it } from 'vitest';
import {
  actor,
  approve,
  companyAnswer,
  flow,
  person,
  refusalOf,
  stateAfter,
  submitted,
  systemActor,
} from '../testing.ts';
import { openTasks } from './open-tasks.ts';

const changed = (n: number) => ({ type: 'deputiesChanged' as const, actor: systemActor, person: person(n) });
/** 2 is now represented by 9, and the applicant. */
const answer: typeof companyAnswer = (query) =>
  companyAnswer(query).map((one) => (one.id === person(2) ? { ...one, deputies: [person(9), person(0)] } : one));

describe('a deputy rule that begins or ends while somebody is asked', () => {
  const definition = flow([approve('first', [2, 4], { self: 'supervisor' })]);

  it('reaches the tasks that wait for him, but never makes the applicant his own approver', () => {
    const state = stateAfter(definition, submitted(definition), changed(2), { answer });
    const tasks = openTasks(state).map((task) => [task.person, task.deputies]);
    expect(tasks).toEqual([
      [person(2), [person(9)]],
      [person(4), [person(6)]],
    ]);
    const acted = stateAfter(definition, state, { type: 'act', actor: actor(9), slotId: '1.1', outcome: 'approve' });
    expect(acted.visits[0]?.slots[0]?.answer?.by).toBe(person(9));
    const over = stateAfter(definition, state, changed(2));
    expect(openTasks(over)[0]?.deputies).toEqual([]);
  });

  it('is told by the system only, and changes nothing where nothing changed', () => {
    const state = submitted(definition);
    expect(stateAfter(definition, state, changed(4))).toEqual(state);
    expect(refusalOf(definition, state, { ...changed(2), actor: actor(7) })).toBe('systemOnly');
  });
});
