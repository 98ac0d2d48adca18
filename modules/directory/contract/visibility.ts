import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { departmentUnknown, personUnknown } from './failures.ts';
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

/**
 * Nobody is hidden from himself or herself, and nobody from who manages that person (or, of departments, the structure): a rule
 * never keeps HR from working. Approvals still name who decides, and a conversation whom one is in it with.
 */
export const setVisibilityRule = command({
  name: 'directory.setVisibilityRule',
  summary: {
    zh: '新增或修改通讯录可见规则：对谁隐藏谁的电话、邮箱、本人或部门',
    en: 'Adds or changes a rule of who sees what: phones, e-mail, people or departments hidden from others',
  },
  /** `ruleId` left out: a new one. */
  input: z.object({ ruleId: id().optional(), ...ruleFields }),
  output: z.object({ ruleId: id() }),
  access: manageVisibility,
  failures: [departmentUnknown, personUnknown],
});

export const removeVisibilityRule = command({
  name: 'directory.removeVisibilityRule',
  summary: { zh: '删除通讯录可见规则', en: 'Removes a rule of who sees what' },
  input: z.object({ ruleId: id() }),
  output: z.object({}),
  access: manageVisibility,
});

export const listVisibilityRules = query({
  name: 'directory.listVisibilityRules',
  summary: { zh: '通讯录可见规则', en: 'Lists the rules of who sees what' },
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        id: id(),
        name: ruleFields.name,
        hides: ruleFields.hides,
        departments: z.array(named),
        people: z.array(personNamed),
        shownToDepartments: z.array(named),
        shownToPeople: z.array(personNamed),
        amongThemselves: z.boolean(),
      }),
    ),
  }),
  access: manageVisibility,
});
