import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { definition } from './contract/definition.ts';
import * as expediting from './contract/expediting.ts';
import * as groups from './contract/group-operations.ts';
import * as lists from './contract/list-operations.ts';
import * as requests from './contract/operations.ts';
import { administer, designTemplates, expedite, governTemplates } from './contract/permissions.ts';
import { processKind, processKinds } from './contract/process-kind.ts';
import * as templates from './contract/template-operations.ts';
import { approvalsHouse } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const step = (id: string, rule: object) => ({
  kind: 'approve' as const,
  id,
  name: id,
  approvers: [rule],
  empty: { kind: 'processAdministrator' as const },
  self: 'acts' as const,
  mode: { kind: 'sequence' as const },
});
const flow = (...nodes: object[]) =>
  definition.parse({ start: { kind: 'start', id: 'start', name: '申请' }, nodes: nodes as never });
const kind = 'forms.errand';
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [
        extend(
          processKinds,
          processKind({
            name: kind,
            title: { zh: '外出', en: 'Errand' },
            version: 1,
            form: z.object({ what: z.string().min(1).max(200) }),
            fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
            summary: (given) => ({ zh: given.what, en: given.what }),
            numberPrefix: 'WC',
            startPath: '/errand/new',
            copiesSeeAll: [],
            definition: flow(step('head', { kind: 'applicant' })),
          }),
        ),
      ],
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;
let other: TestCompany;
const names = ['mei', 'bo', 'chen', 'next', 'admin', 'office', 'designer'] as const;
const ids = {} as Record<(typeof names)[number], string>;
const who = {} as Record<(typeof names)[number], TestClient>;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  other = await aCompany(test, { name: '另一公司', parentId: company.employerId, departments: ['前厅'] });
  for (const name of names) ids[name] = await aPerson(test, company, { name, department: '平台组' });
  house.holders.set('administrator', [ids.admin]);
  house.holders.set(administer.name, [ids.admin]);
  house.grants.set(
    ids.admin,
    [administer, designTemplates, governTemplates, expedite].map((permission) => ({
      permission,
      reach: 'company' as const,
    })),
  );
  house.grants.set(ids.office, [{ permission: administer, reach: 'employer' }]);
  house.grants.set(ids.designer, [{ permission: designTemplates, reach: 'employer' }]);
  for (const name of names) who[name] = await test.as(ids[name]);
});
afterAll(() => test.stop());

const watched = [
  [groups.listApproverGroups, {}],
  [groups.listGroupNames, {}],
] as [typeof groups.listApproverGroups, unknown][];
const push = (run: () => Promise<unknown>) => verifyPush(test, who.admin, approvalsCache, watched, run);
const create = (by: TestClient, name: string, memberIds: string[], employerId: string | null = company.employerId) =>
  by.call(groups.createApproverGroup, { employerId, name, memberIds });
const read = async (groupId: string) => {
  const { rows } = await who.admin.call(groups.listApproverGroups, {});
  const row = rows.find((one) => one.groupId === groupId);
  if (!row) throw new Error('no such group');
  return row;
};
/** Publishes a flow with this rule; the only administrator needs nobody else's agreement. */
const publish = async (rule: object) => {
  const { content } = await who.admin.call(templates.readTemplate, { kind });
  const saved = await who.admin.call(templates.saveTemplateDraft, {
    kind,
    revision: 0,
    content: { ...content, definition: flow(step('one', rule)) } as never,
  });
  const asked = await who.admin.call(templates.askToPublish, { kind, revision: saved.revision, note: '换审批人' });
  await test.settle();
  return asked.published;
};
const asked = async () => {
  const { steps } = await who.mei.call(requests.previewRequest, { kind, form: { what: '送文件' } });
  return steps[0]?.people.map(({ name }) => name);
};

describe('approver groups', () => {
  it('are made, renamed and changed by who administers, and everybody who may look sees it at once', async () => {
    await push(() => create(who.admin, '评审组', [ids.bo, ids.chen, ids.bo]));
    const groupId = (await who.designer.call(groups.listGroupNames, {})).rows[0]?.id ?? '';
    const made = await read(groupId);
    expect(made).toMatchObject({ name: '评审组', revision: 1, usedBy: [] });
    expect(made.members.map(({ name }) => name)).toEqual(['bo', 'chen']);
    await expect(create(who.admin, '评审组', [ids.bo])).rejects.toMatchObject({ code: 'approvals.groupNameTaken' });
    await expect(create(who.admin, '空组', [crypto.randomUUID()])).rejects.toMatchObject({
      code: 'approvals.personNotFound',
    });
    await push(() =>
      who.admin.call(groups.changeApproverGroup, { groupId, revision: 1, name: '合同评审组', memberIds: [ids.chen] }),
    );
    await expect(
      who.admin.call(groups.changeApproverGroup, { groupId, revision: 1, memberIds: [ids.bo] }),
    ).rejects.toMatchObject({ code: 'approvals.groupChanged' });
    expect((await who.designer.call(groups.listGroupNames, {})).rows).toEqual([{ id: groupId, name: '合同评审组' }]);
    await push(() => who.admin.call(groups.retireApproverGroup, { groupId, revision: 2 }));
    expect((await who.designer.call(groups.listGroupNames, {})).rows).toEqual([]);
    // Its name is free again.
    await create(who.admin, '合同评审组', [ids.bo]);
  });

  it('belong to an employer or to all: who administers one employer neither sees nor touches the others', async () => {
    const everywhere = await create(who.admin, '集团组', [ids.bo], null);
    const theirs = await create(who.admin, '分公司组', [ids.bo], other.employerId);
    const own = await create(who.office, '本公司组', [ids.bo]);
    const answer = await who.office.call(groups.listApproverGroups, {});
    expect(answer.everywhere).toBe(false);
    expect(answer.rows.map(({ groupId }) => groupId)).toContain(own.groupId);
    for (const { groupId } of [everywhere, theirs]) {
      expect(answer.rows.map((row) => row.groupId)).not.toContain(groupId);
      const notFound = { status: 404, code: 'kernel.notFound' };
      await expect(
        who.office.call(groups.changeApproverGroup, { groupId, revision: 1, name: 'x' }),
      ).rejects.toMatchObject(notFound);
      await expect(who.office.call(groups.retireApproverGroup, { groupId, revision: 1 })).rejects.toMatchObject(
        notFound,
      );
    }
    await expect(create(who.admin, '无处', [ids.bo], crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
    for (const employerId of [null, other.employerId])
      await expect(create(who.office, '越权', [ids.bo], employerId)).rejects.toMatchObject({ status: 404 });
    await expect(who.mei.call(groups.listApproverGroups, {})).rejects.toMatchObject({ status: 403 });
    await expect(who.mei.call(groups.listGroupNames, {})).rejects.toMatchObject({ status: 403 });
    const seen = (await who.designer.call(groups.listGroupNames, {})).rows.map(({ name }) => name);
    expect(seen).toEqual(expect.arrayContaining(['集团组', '本公司组']));
    expect(seen).not.toContain('分公司组');
  });

  it('named by a flow, its members are asked as they are then, and it can’t be retired', async () => {
    const { groupId } = await create(who.admin, '付款组', [ids.bo, ids.chen]);
    expect(await publish({ kind: 'group', group: groupId })).toBe(true);
    expect(await asked()).toEqual(['bo', 'chen']);
    expect((await read(groupId)).usedBy).toEqual([{ kind, title: { zh: '外出', en: 'Errand' }, state: 'published' }]);
    await expect(who.admin.call(groups.retireApproverGroup, { groupId, revision: 1 })).rejects.toMatchObject({
      code: 'approvals.groupUsed',
      facts: { count: 1 },
    });
    const { requestId } = await who.mei.call(requests.submitRequest, { kind, form: { what: '送文件' } });
    await who.admin.call(groups.changeApproverGroup, { groupId, revision: 1, memberIds: [ids.chen, ids.bo] });
    expect(await asked()).toEqual(['chen', 'bo']);
    const { view } = await who.mei.call(requests.readRequest, { requestId });
    expect(view.steps.at(-1)?.slots.map(({ personId }) => personId)).toEqual([ids.bo, ids.chen]);

    // Another version without it is in force, yet a request still runs by the one that names it.
    expect(await publish({ kind: 'applicant' })).toBe(true);
    await expect(who.admin.call(groups.retireApproverGroup, { groupId, revision: 2 })).rejects.toMatchObject({
      code: 'approvals.groupUsed',
    });
    await who.mei.call(requests.withdrawRequest, { requestId });
    await who.admin.call(groups.retireApproverGroup, { groupId, revision: 2 });
    const { content } = await who.admin.call(templates.readTemplate, { kind });
    const { problems } = await who.admin.call(templates.saveTemplateDraft, {
      kind,
      revision: 0,
      content: { ...content, definition: flow(step('one', { kind: 'group', group: groupId })) } as never,
    });
    expect(problems.map(({ code, at }) => [code, at])).toContainEqual(['groupGone', 'one']);
    await who.admin.call(templates.discardTemplateDraft, { kind, revision: 1 });
  });

  it('a leaver’s place is the successor’s, and gone where there is none', async () => {
    const { groupId } = await create(who.admin, '离职组', [ids.bo, ids.chen]);
    const leave = (personId: string, successorId: string | null) =>
      push(async () => {
        const { revision } = await test.system(readPerson, { personId });
        await test.system(markLeft, { personId, revision, lastDay: '2026-03-01', successorId });
        await test.settle();
      });
    await leave(ids.bo, ids.next);
    expect((await read(groupId)).members.map(({ name }) => name)).toEqual(['next', 'chen']);
    await leave(ids.chen, null);
    expect(await read(groupId)).toMatchObject({ members: [{ name: 'next' }], revision: 3 });
  });
});

it('lists call a company’s form by its title, whoever looks', async () => {
  const { kind: own } = await who.admin.call(templates.createTemplate, {
    title: { zh: '用车申请' },
    ownerDepartmentId: company.departments.平台组 ?? '',
    from: { kind: 'blank' },
  });
  const { draft } = await who.admin.call(templates.readTemplate, { kind: own });
  const saved = draft?.revision ?? 0;
  const { published, requestId } = await who.admin.call(templates.askToPublish, {
    kind: own,
    revision: saved,
    note: '新',
  });
  if (!published) throw new Error(`waits for ${requestId}`);
  await test.settle();
  const draftId = crypto.randomUUID();
  await who.mei.call(lists.saveDraft, {
    draftId,
    kind: own,
    revision: 0,
    form: {},
  });
  const [line] = (await who.mei.call(lists.listDrafts, {})).rows;
  expect(line).toMatchObject({ draftId, title: { zh: '用车申请' }, startPath: `/requests/new/${own}` });
  await who.mei.call(requests.submitRequest, { kind: own, form: { matter: '去机场' } });
  const { rows } = await who.admin.call(expediting.groupExpedited, { by: 'kind' });
  expect(rows.find(({ key }) => key === own)?.name.zh).toBe('用车申请');
});
