import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import * as forms from './contract/form-operations.ts';
import * as lists from './contract/list-operations.ts';
import * as operations from './contract/operations.ts';
import { administer, submitForOthers } from './contract/permissions.ts';
import { processKinds } from './contract/process-kind.ts';
import * as steps from './contract/step-operations.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse, claimKind } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const kind = claimKind.name;
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [extend(processKinds, claimKind)],
    }),
    handlers: [],
  }),
]);
const claim = {
  purpose: 'other',
  items: [{ what: '住宿', quantity: 2, price: 38_000 }],
  account: '4111 1111 1111 1111',
};

let test: TestProgram;
const names = ['mei', 'head', 'hr', 'admin', 'curious', 'far'] as const;
const ids = {} as Record<(typeof names)[number], string>;
const who = {} as Record<(typeof names)[number], TestClient>;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const other = await aCompany(test, { name: '另一公司', parentId: company.employerId, departments: ['前厅'] });
  for (const name of names) {
    const at = name === 'far' ? { company: other, department: '前厅' } : { company, department: '平台组' };
    ids[name] = await aPerson(test, at.company, { name, department: at.department });
  }
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  house.grants.set(ids.hr, [{ permission: submitForOthers, reach: 'employer' }]);
  house.grants.set(ids.admin, [{ permission: administer, reach: 'employer' }]);
  house.holders.set(administer.name, [ids.admin]);
  for (const name of names) who[name] = await test.as(ids[name]);
});
afterAll(() => test.stop());

const notForThem = { code: 'approvals.notForThem' };

describe('submitting for somebody else', () => {
  it('fills in the form as theirs, from the first look to the draft to the request that names both', async () => {
    const asked = await who.hr.call(forms.readDesign, { kind, applicantId: ids.mei });
    expect(asked.facts.applicant).toBe(ids.mei);
    const draftId = crypto.randomUUID();
    const draft = { draftId, revision: 0, kind, form: claim };
    await verifyPush(test, who.hr, approvalsCache, [[lists.listDrafts, {}]], () =>
      who.hr.call(lists.saveDraft, { ...draft, applicantId: ids.mei }),
    );
    expect((await who.hr.call(lists.readDraft, { draftId })).applicantId).toBe(ids.mei);
    await who.hr.call(lists.saveDraft, { ...draft, revision: 1 });
    expect((await who.hr.call(lists.readDraft, { draftId })).applicantId).toBeUndefined();

    const { requestId } = await who.hr.call(operations.submitRequest, {
      kind,
      form: claim,
      applicantId: ids.mei,
      requestId: draftId,
    });
    await test.settle();
    const { view, may } = await who.mei.call(operations.readRequest, { requestId });
    expect([view.applicantId, view.submitterId]).toEqual([ids.mei, ids.hr]);
    expect(may.map(({ what }) => what)).toContain('objectSubmission');
    const { rows } = await who.mei.call(listNotices, {});
    expect(rows.some(({ link }) => link === `/requests/${requestId}`)).toBe(true);
    await verifyPush(test, who.mei, approvalsCache, [[operations.readRequest, { requestId }]], () =>
      who.mei.call(steps.objectToSubmission, { requestId, reason: '我没有要报销' }),
    );
    const after = await who.hr.call(operations.readRequest, { requestId });
    expect(after.view).toMatchObject({ status: 'withdrawn', objectedAt: expect.any(String) });
  });

  it('is refused for people out of reach, and to who may not at all', async () => {
    for (const [by, applicantId] of [
      ['hr', ids.far],
      ['curious', ids.mei],
      ['hr', crypto.randomUUID()],
    ] as const) {
      await expect(who[by].call(forms.readDesign, { kind, applicantId })).rejects.toMatchObject(notForThem);
      const draft = { draftId: crypto.randomUUID(), revision: 0, kind, form: claim, applicantId };
      await expect(who[by].call(lists.saveDraft, draft)).rejects.toMatchObject(notForThem);
      await expect(who[by].call(operations.submitRequest, { kind, form: claim, applicantId })).rejects.toMatchObject(
        notForThem,
      );
    }
  });
});

describe('correcting a form', () => {
  it('keeps what the administrator may not see, and tells everybody what was changed and why', async () => {
    const { requestId } = await who.mei.call(operations.submitRequest, { kind, form: claim });
    const { values, permissions } = await who.admin.call(forms.readFormToCorrect, { requestId });
    expect(values).not.toHaveProperty('account');
    expect(permissions).toMatchObject({ account: 'hidden' });
    await expect(
      who.admin.call(steps.editForm, { requestId, form: { ...values, account: '6222 0000' }, reason: '换卡' }),
    ).rejects.toMatchObject({ code: 'approvals.fieldNotEditable' });
    const form = { ...values, items: [{ what: '住宿', quantity: 1, price: 38_000 }] };
    await verifyPush(
      test,
      who.admin,
      approvalsCache,
      [
        [forms.readFormToCorrect, { requestId }],
        [operations.readRequest, { requestId }],
      ] as [typeof operations.readRequest, unknown][],
      () => who.admin.call(steps.editForm, { requestId, form, reason: '发票只有一晚' }),
    );
    const { view } = await who.mei.call(operations.readRequest, { requestId });
    const line = view.history.find(({ what }) => what === 'formEdited');
    expect(line).toMatchObject({ by: ids.admin, reason: '发票只有一晚' });
    expect(line?.changed?.map(({ zh }) => zh)).toEqual(
      view.fields.filter(({ name }) => ['items', 'total'].includes(name)).map(({ label }) => label.zh),
    );
    const shown = Object.fromEntries(view.fields.map(({ name, value }) => [name, value]));
    expect(shown).toMatchObject({ account: '•••• •••• 1111', total: 38_000 });
    const { database, evidenceKeys } = test.program.kernel;
    expect(await verifyApproval(database.readPool, evidenceKeys, requestId)).toEqual([]);
    await expect(who.mei.call(forms.readFormToCorrect, { requestId })).rejects.toMatchObject({ status: 403 });
  });
});
