import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line } from '#kernel/contract/shapes.ts';
import {
  departmentUnknown,
  personUnknown,
  visibilityChangedMeanwhile,
  visibilityDecided,
  visibilityNeedsSecond,
} from './failures.ts';
import { manageVisibility } from './permissions.ts';
import { named, personNamed } from './shapes.ts';

/** What a rule hides: a contact, the person altogether (lists, search, card), or the department in the tree. */
export const hiddenThing = z.enum(['phone', 'landline', 'email', 'person', 'department']);
export type HiddenThing = z.infer<typeof hiddenThing>;

const ids = z.array(id()).max(200);

const ruleFields = {
  name: line(60),
  hides: z.array(hiddenThing).min(1).max(5),
  /** Of whom: people of these departments with all below, and these people. `department` hides these departments. */
  departmentIds: ids,
  personIds: ids,
  /** From everybody but people of these departments with all below, and these people. */
  shownToDepartmentIds: ids,
  shownToPersonIds: ids,
  /** Those whom it is about see each other as before. */
  amongThemselves: z.boolean(),
};

export const visibilityRule = z.object(ruleFields);
export type VisibilityRule = z.infer<typeof visibilityRule>;

/** The proposal that waits for a second person; null: it holds already, by the sealed code or by the program itself. */
const proposed = { proposalId: id().nullable() };
const reason = line(500).optional();
const byTwo = [visibilityChangedMeanwhile];

/**
 * Nobody is hidden from himself or herself, and nobody from who manages that person (or, of departments, the structure): a rule
 * never keeps HR from working. It holds when a second person has agreed (A4), in time. Approvals still name who decides, and a conversation whom one is in it with.
 */
export const setVisibilityRule = command({
  name: 'directory.setVisibilityRule',
  summary: {
    zh: '新增或修改通讯录可见规则：对谁隐藏谁的电话、邮箱、本人或部门',
    en: 'Adds or changes a rule of who sees what: phones, e-mail, people or departments hidden from others',
  },
  /** `ruleId` left out: a new one. */
  input: z.object({ ruleId: id().optional(), ...ruleFields, reason }),
  output: z.object({ ruleId: id(), ...proposed }),
  access: manageVisibility,
  failures: [departmentUnknown, personUnknown, ...byTwo],
});

export const removeVisibilityRule = command({
  name: 'directory.removeVisibilityRule',
  summary: { zh: '删除通讯录可见规则', en: 'Removes a rule of who sees what' },
  input: z.object({ ruleId: id(), reason }),
  output: z.object(proposed),
  access: manageVisibility,
  failures: byTwo,
});

/** Agreeing takes somebody else than who proposed it; who proposed it takes it back by not agreeing. */
export const decideVisibility = command({
  name: 'directory.decideVisibility',
  summary: {
    zh: '同意或不同意通讯录可见规则的变更',
    en: 'Agrees to a change of who sees what in the directory, or doesn’t',
  },
  input: z.object({ proposalId: id(), agree: z.boolean() }),
  output: z.object({}),
  access: manageVisibility,
  failures: [visibilityNeedsSecond, visibilityDecided, departmentUnknown, personUnknown, ...byTwo],
});

const shownRule = {
  name: ruleFields.name,
  hides: ruleFields.hides,
  departments: z.array(named),
  people: z.array(personNamed),
  shownToDepartments: z.array(named),
  shownToPeople: z.array(personNamed),
  amongThemselves: z.boolean(),
};

export const listVisibilityRules = query({
  name: 'directory.listVisibilityRules',
  summary: { zh: '通讯录可见规则', en: 'Lists the rules of who sees what' },
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ id: id(), ...shownRule })),
    /** What waits for a second person, the oldest first. */
    proposals: z.array(
      z.object({
        id: id(),
        ruleId: id(),
        /** `add`: there is no such rule yet; `remove`: the rule as it is, which is to go. */
        what: z.enum(['add', 'change', 'remove']),
        rule: z.object(shownRule),
        reason: z.string(),
        proposedBy: personNamed,
        proposedAt: instant(),
        /** null: it waits as long as nobody decides. */
        expiresAt: instant().nullable(),
        may: z.array(z.enum(['agree', 'refuse', 'withdraw'])),
      }),
    ),
  }),
  access: manageVisibility,
});
