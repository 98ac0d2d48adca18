import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns, testSeed } from '#kernel/testing/random-runs.ts';
import type { ReorganisationStep } from '../../contract/reorganisations.ts';
import { applySteps, isWithin } from './apply-steps.ts';
import { compareStructures, differencesOf } from './compare-structures.ts';
import { basisOf, conflictsOf } from './step-basis.ts';
import type { DraftPerson, Structure } from './structure.ts';

const department = (id: string, parentId: string | null, headIds: string[] = []) =>
  [
    id,
    {
      id,
      name: `部${id}`,
      parentId,
      employerId: 'e',
      headIds,
      deputyIds: id === 'a' ? ['q'] : [],
      planned: null,
      root: parentId === null,
    },
  ] as const;
const person = (id: string, departmentId: string, more: Partial<DraftPerson> = {}) =>
  [
    id,
    {
      id,
      name: `人${id}`,
      employerId: 'e',
      departments: [{ departmentId, main: true }],
      posts: [],
      supervisorId: null,
      ...more,
    },
  ] as const;

/** 0 ─ a ─ a1, a2; 0 ─ b ─ b1. */
const structure: Structure = {
  departments: new Map([
    department('0', null),
    department('a', '0', ['p']),
    department('a1', 'a'),
    department('a2', 'a'),
    department('b', '0'),
    department('b1', 'b'),
  ]),
  people: new Map([
    person('p', 'a', { posts: [{ postId: 'x', departmentId: 'a' }] }),
    person('q', 'a1', { supervisorId: 'p' }),
    person('r', 'b', {
      departments: [
        { departmentId: 'b', main: true },
        { departmentId: 'a', main: false },
      ],
    }),
  ]),
  posts: new Map([['x', { id: 'x', name: '岗', employerId: 'e', closed: false, holders: 1 }]]),
  supervisorOf: new Map([['q', 'p']]),
};
const codes = (steps: ReorganisationStep[]) => applySteps(structure, steps).problems.map((one) => one.code);
const compare = (steps: ReorganisationStep[]) =>
  compareStructures(structure, applySteps(structure, steps).after, {
    names: new Map(),
    peopleIn: new Map([
      ['a', 1],
      ['a1', 7],
      ['b', 1],
    ]),
  });

describe('steps of a reorganisation', () => {
  it('names circles, orphans, what is gone, and a department that goes with people in it', () => {
    expect(codes([{ kind: 'moveDepartment', departmentId: 'a', parentId: 'a1' }])).toEqual(['circle']);
    expect(codes([{ kind: 'moveDepartment', departmentId: 'a', parentId: 'a' }])).toEqual(['circle']);
    expect(codes([{ kind: 'mergeDepartment', departmentId: 'a', intoId: 'a2' }])).toEqual(['circle']);
    expect(codes([{ kind: 'removeDepartment', departmentId: '0' }])).toEqual(['employerRoot']);
    expect(codes([{ kind: 'removeDepartment', departmentId: 'b' }])).toEqual(['notEmpty', 'orphan']);
    expect(codes([{ kind: 'renameDepartment', departmentId: 'z', name: '新' }])).toEqual(['departmentGone']);
    expect(codes([{ kind: 'renameDepartment', departmentId: 'b', name: '部A' }])).toEqual(['sameName']);
    expect(codes([{ kind: 'setSupervisor', personIds: ['p'], supervisorId: 'q' }])).toEqual(['supervisorCircle']);
    expect(codes([{ kind: 'setSupervisor', personIds: ['p'], supervisorId: 'gone' }])).toEqual(['personGone']);
    expect(codes([{ kind: 'closePost', postId: 'x' }])).toEqual(['postHeld']);
    expect(codes([{ kind: 'setHeads', departmentId: 'b1', headIds: ['q'] }])).toEqual(['headOutside']);
    expect(codes([{ kind: 'givePost', personId: 'q', postId: 'x', departmentId: 'b' }])).toEqual(['postOutside']);
    expect(codes([{ kind: 'movePeople', fromId: 'b', toId: 'a', personIds: ['q'], withPosts: true }])).toEqual([
      'notInDepartment',
    ]);
  });

  it('lets later steps name what earlier ones made, and empty what then goes', () => {
    const steps: ReorganisationStep[] = [
      { kind: 'createDepartment', departmentId: 'n', name: '新部', parentId: '0' },
      { kind: 'moveDepartment', departmentId: 'b1', parentId: 'n' },
      { kind: 'movePeople', fromId: 'b', toId: 'n', personIds: null, withPosts: true },
      { kind: 'removeDepartment', departmentId: 'b' },
      { kind: 'setHeads', departmentId: 'n', headIds: ['r'] },
    ];
    expect(codes(steps)).toEqual([]);
    expect(compare(steps).counts).toEqual({
      created: 1,
      removed: 1,
      renamed: 0,
      moved: 1,
      headsChanged: 0,
      deputiesChanged: 0,
      people: 1,
      carriedAlong: 0,
    });
  });

  it('merges people with their posts, keeps one membership and one main department', () => {
    const { after, problems } = applySteps(structure, [{ kind: 'mergeDepartment', departmentId: 'a', intoId: 'b' }]);
    expect(problems).toEqual([]);
    expect(after.people.get('p')).toMatchObject({
      departments: [{ departmentId: 'b', main: true }],
      posts: [{ postId: 'x', departmentId: 'b' }],
    });
    expect(after.people.get('r')?.departments).toEqual([{ departmentId: 'b', main: true }]);
    expect(after.departments.get('a1')?.parentId).toBe('b');
  });

  it('sets deputies beside the heads: who heads the department is none, and who moves out is named', () => {
    const setDeputies = (departmentId: string, deputyIds: string[]): ReorganisationStep => ({
      kind: 'setDeputies',
      departmentId,
      deputyIds,
    });
    const topOf = (steps: ReorganisationStep[]) => {
      const { headIds, deputyIds } = applySteps(structure, steps).after.departments.get('a') ?? {};
      return [headIds, deputyIds];
    };
    expect(topOf([setDeputies('a', ['r', 'p', 'r', 'q'])])).toEqual([['p'], ['r', 'q']]);
    expect(topOf([{ kind: 'setHeads', departmentId: 'a', headIds: ['q'] }])).toEqual([['q'], []]);
    expect(codes([setDeputies('a', ['gone'])])).toEqual(['personGone']);
    expect(codes([setDeputies('z', [])])).toEqual(['departmentGone']);
    expect(codes([setDeputies('b1', ['q'])])).toEqual(['deputyOutside']);
    // Whoever leaves the department stays its deputy, and that is said: the draft may name another.
    const moves: ReorganisationStep = {
      kind: 'movePeople',
      fromId: 'a1',
      toId: 'b1',
      personIds: ['q'],
      withPosts: false,
    };
    expect(codes([moves])).toEqual(['deputyOutside']);
    expect(codes([moves, setDeputies('a', [])])).toEqual([]);
    const { departments, counts } = compare([setDeputies('a', ['r'])]);
    expect(counts).toMatchObject({ headsChanged: 0, deputiesChanged: 1 });
    expect(departments).toMatchObject([{ id: 'a', deputies: ['人r'], deputiesBefore: ['人q'] }]);
    expect(
      conflictsOf(
        basisOf(structure, [setDeputies('a', [])]),
        [[{ what: 'deputies', subjectId: 'a', value: 'r' }]],
        (id) => id,
      ),
    ).toEqual([{ step: 0, what: 'deputies', subject: 'a', was: 'q', is: 'r' }]);
  });

  it('counts who is carried along with a department that moves', () => {
    expect(compare([{ kind: 'moveDepartment', departmentId: 'a', parentId: 'b' }]).counts).toMatchObject({
      moved: 1,
      people: 0,
      carriedAlong: 8,
    });
  });

  it('says what a step was drafted on and is no longer so', () => {
    const steps: ReorganisationStep[] = [
      { kind: 'moveDepartment', departmentId: 'a1', parentId: 'b' },
      { kind: 'moveDepartment', departmentId: 'a1', parentId: '0' },
    ];
    const drafted = basisOf(structure, steps);
    const later = applySteps(structure, [
      { kind: 'moveDepartment', departmentId: 'a1', parentId: '0' },
      { kind: 'renameDepartment', departmentId: 'a2', name: '别的' },
    ]).after;
    const nameOf = (id: string) => `部${id}`;
    // Only the first step stands on what was; the second on what the first made.
    expect(conflictsOf(drafted, basisOf(later, steps), nameOf)).toEqual([
      { step: 0, what: 'parent', subject: '部a1', was: '部a', is: '部0' },
    ]);
    expect(conflictsOf(drafted, basisOf(structure, steps), nameOf)).toEqual([]);
  });

  it('whatever the steps: no circle, everybody with one main department, and the difference is what was done', () => {
    const ids = [...structure.departments.keys(), 'n'];
    const id = fc.constantFrom(...ids);
    const who = fc.constantFrom('p', 'q', 'r');
    const step: fc.Arbitrary<ReorganisationStep> = fc.oneof(
      fc.record({
        kind: fc.constant('createDepartment' as const),
        departmentId: id,
        name: fc.constantFrom('甲', '乙'),
        parentId: id,
      }),
      fc.record({ kind: fc.constant('moveDepartment' as const), departmentId: id, parentId: id }),
      fc.record({ kind: fc.constant('mergeDepartment' as const), departmentId: id, intoId: id }),
      fc.record({ kind: fc.constant('removeDepartment' as const), departmentId: id }),
      fc.record({
        kind: fc.constant('movePeople' as const),
        fromId: id,
        toId: id,
        personIds: fc.option(fc.array(who, { minLength: 1, maxLength: 2 })),
        withPosts: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('setSupervisor' as const),
        personIds: fc.array(who, { minLength: 1, maxLength: 2 }),
        supervisorId: fc.option(who),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { after, problems } = applySteps(structure, steps);
        for (const one of after.departments.values()) {
          expect(one.parentId === null || !isWithin(after.departments, one.parentId, one.id)).toBe(true);
          if (one.parentId !== null && !after.departments.has(one.parentId)) {
            expect(problems.map((problem) => problem.code)).toContain('orphan');
          }
        }
        for (const one of after.people.values()) {
          expect(one.departments.filter((at) => at.main)).toHaveLength(1);
          expect(new Set(one.departments.map((at) => at.departmentId)).size).toBe(one.departments.length);
          expect(one.posts.every((post) => one.departments.some((at) => at.departmentId === post.departmentId))).toBe(
            true,
          );
          const nowhere = one.departments.some((at) => !after.departments.has(at.departmentId));
          if (nowhere) expect(problems.map((problem) => problem.code)).toContain('notEmpty');
        }
        const { created, removed } = differencesOf(structure, after);
        expect(after.departments.size).toBe(structure.departments.size + created.length - removed.length);
      }),
      { seed: testSeed, numRuns: testRuns(300) },
    );
  });
});
