import type { ReorganisationStep } from '../../contract/reorganisations.ts';

type Sentence = {
  readonly key: `step.${ReorganisationStep['kind']}` | 'step.moveEverybody';
  readonly facts: Record<string, string | number>;
};

/** What a step says: the word and what stands in it. `nothing`: the word for nobody. */
export function stepSentence(
  step: ReorganisationStep,
  names: Readonly<Record<string, string>>,
  listed: (names: readonly string[]) => string,
  nothing: string,
): Sentence {
  const name = (id: string) => names[id] || '…';
  const people = (ids: readonly string[]) => listed(ids.slice(0, 3).map(name)) || nothing;
  switch (step.kind) {
    case 'createDepartment':
      return { key: 'step.createDepartment', facts: { name: step.name, parent: name(step.parentId) } };
    case 'renameDepartment':
      return { key: 'step.renameDepartment', facts: { name: name(step.departmentId), to: step.name } };
    case 'moveDepartment':
      return { key: 'step.moveDepartment', facts: { name: name(step.departmentId), parent: name(step.parentId) } };
    case 'mergeDepartment':
      return { key: 'step.mergeDepartment', facts: { name: name(step.departmentId), into: name(step.intoId) } };
    case 'removeDepartment':
      return { key: 'step.removeDepartment', facts: { name: name(step.departmentId) } };
    case 'setHeads':
      return { key: 'step.setHeads', facts: { name: name(step.departmentId), heads: people(step.headIds) } };
    case 'setDeputies':
      return { key: 'step.setDeputies', facts: { name: name(step.departmentId), deputies: people(step.deputyIds) } };
    case 'setHeadcount':
      return { key: 'step.setHeadcount', facts: { name: name(step.departmentId), planned: step.planned ?? nothing } };
    case 'movePeople':
      return step.personIds === null
        ? { key: 'step.moveEverybody', facts: { from: name(step.fromId), to: name(step.toId) } }
        : {
            key: 'step.movePeople',
            facts: {
              people: people(step.personIds),
              count: step.personIds.length,
              from: name(step.fromId),
              to: name(step.toId),
            },
          };
    case 'setSupervisor':
      return {
        key: 'step.setSupervisor',
        facts: {
          people: people(step.personIds),
          count: step.personIds.length,
          supervisor: step.supervisorId === null ? nothing : name(step.supervisorId),
        },
      };
    case 'givePost':
    case 'takePost':
      return {
        key: `step.${step.kind}`,
        facts: { person: name(step.personId), post: name(step.postId), name: name(step.departmentId) },
      };
    case 'closePost':
      return { key: 'step.closePost', facts: { post: name(step.postId) } };
  }
}
