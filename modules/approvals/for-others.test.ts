import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { describeFiles, uploadFile } from '#modules/files/contract/operations.ts';
import { modules } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { approvalsContract } from './contract/approvals-contract.ts';
import * as archive from './contract/archive.ts';
import * as deputies from './contract/deputies.ts';
import * as expediting from './contract/expediting.ts';
import * as forms from './contract/form-operations.ts';
import * as lists from './contract/list-operations.ts';
import { lookProcess } from './contract/look-kind.ts';
import * as looks from './contract/looks.ts';
import * as operations from './contract/operations.ts';
import { administer, expedite, submitForOthers } from './contract/permissions.ts';
import { processKinds } from './contract/process-kind.ts';
import * as steps from './contract/step-operations.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse, claimKind } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const kind = claimKind.name;
const house = approvalsHouse([
  ...modules.filter(({ contract }) => contract.name === 'files'),
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
const names = ['boss', 'mei', 'head', 'hr', 'admin', 'curious', 'far'] as const;
const ids = {} as Record<(typeof names)[number], string>;
const who = {} as Record<(typeof names)[number], TestClient>;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const other = await aCompany(test, { name: '另一公司', parentId: company.employerId, departments: ['前厅'] });
  for (const name of names) {
    const at = name === 'far' ? { company: other, department: '前厅' } : { company, department: '平台组' };
    ids[name] = await aPerson(test, at.company, {
      name,
      department: at.department,
      ...(name === 'admin' && { supervisorId: ids.boss }),
    });
  }
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  house.grants.set(ids.hr, [{ permission: submitForOthers, reach: 'employer' }]);
  house.grants.set(ids.admin, [
    { permission: administer, reach: 'employer' },
    { permission: expedite, reach: 'employer' },
  ]);
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

/** Asks for a look, which the supervisor agrees to. */
async function letLook(requestId: string, reason: string): Promise<string> {
  const { lookId } = await who.admin.call(looks.askToLook, { requestId, reason });
  const { rows } = await who.boss.call(operations.listToDo, {});
  const task = rows.find((row) => row.requestId === lookId);
  const { view } = await who.boss.call(operations.readRequest, { requestId: lookId });
  await who.boss.call(operations.act, {
    requestId: lookId,
    slotId: task?.slotId ?? '',
    revision: view.revision,
    outcome: 'approve',
  });
  await test.settle();
  return lookId;
}

describe('who administers a request and has no part in it', () => {
  const secret = '甲乙丙';
  const filled = { ...claim, items: [{ what: `住宿${secret}`, quantity: 2, price: 38_123 }], reason: secret };
  let requestId: string;
  let slotId: string;
  /** What its form says, at its shortest. */
  const words = [secret, '762.46', '76246', '76,246', '其他费用申请'];

  beforeAll(async () => {
    ({ requestId } = await who.mei.call(operations.submitRequest, { kind, form: filled, urgent: `急${secret}` }));
    await who.mei.call(operations.comment, { requestId, text: `补充${secret}`, mentions: [ids.curious] });
    const { may } = await who.head.call(operations.readRequest, { requestId });
    slotId = may.find(({ what }) => what === 'delegate')?.slotId ?? '';
    await who.mei.call(operations.urge, {
      requestId,
      channel: 'phone',
      slotIds: [slotId],
      happenedAt: test.program.kernel.clock.now().toString(),
      text: `电话${secret}`,
    });
    await who.head.call(steps.delegate, { requestId, slotId, to: ids.far, reason: `请看${secret}` });
    const asked = await who.far.call(operations.readRequest, { requestId });
    const own = asked.may.find(({ what }) => what === 'approve')?.slotId ?? '';
    await who.far.call(operations.act, {
      requestId,
      slotId: own,
      revision: asked.view.revision,
      outcome: 'approve',
      opinion: { text: `意见${secret}` },
    });
  });

  /** Every read of approvals that takes a request, and every list, as this person is answered. */
  async function everyRead(client: TestClient): Promise<Map<string, string>> {
    const input = {
      requestId,
      fieldId: 'items',
      language: 'zh',
      limit: 200,
      by: 'kind',
      items: [{ requestId, slotId }],
    };
    const number = (
      await test.sql<{ number: string }>(`select number from approvals.instance where id = $1`, [requestId])
    )[0]?.number;
    const answers = new Map<string, string>();
    for (const operation of approvalsContract.operations) {
      if (operation.kind !== 'query' && operation.kind !== 'download') continue;
      const shape = (operation.input as z.ZodObject).shape;
      const given = Object.fromEntries(
        Object.entries({ ...input, number, search: undefined }).filter(
          ([key, value]) => key in shape && value !== undefined,
        ),
      );
      const answer = await client.raw(`/api/v1/${operation.name}`, {
        method: 'POST',
        body: JSON.stringify(given),
        headers: { 'content-type': 'application/json' },
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const isSheet = answer.ok && answer.headers.get('content-type')?.includes('spreadsheet');
      answers.set(
        operation.name,
        isSheet ? JSON.stringify(readSheet(bytes, 'x.xlsx', () => 1)) : Buffer.from(bytes).toString('utf8'),
      );
    }
    return answers;
  }

  it('is shown whose it is, where it stands and who was asked, by no read what it says', async () => {
    const leaks = (answers: Map<string, string>) =>
      [...answers].filter(([, answer]) => words.some((word) => answer.includes(word))).map(([name]) => name);
    // The applicant is shown it by several, so that the search finds what there is to be found.
    expect(leaks(await everyRead(who.mei))).toEqual(
      expect.arrayContaining(['approvals.readRequest', 'approvals.listMine']),
    );
    expect(leaks(await everyRead(who.admin))).toEqual([]);
    const { view, may, people } = await who.admin.call(operations.readRequest, { requestId });
    expect(view).toMatchObject({ withheld: true, title: { zh: '费用申请' }, fields: [], applicantId: ids.mei });
    expect(view.steps.flatMap((step) => step.slots).map((slot) => [slot.personId, slot.state])).toContainEqual([
      ids.head,
      'open',
    ]);
    expect(view.history.map(({ what }) => what)).toEqual(expect.arrayContaining(['commented', 'urged', 'delegated']));
    expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(['mei', 'head', 'far']));
    const offered = may.map(({ what }) => what);
    expect(offered).toEqual(expect.arrayContaining(['reassign', 'suspend', 'terminate', 'jump']));
    expect(offered).not.toContain('comment');
    expect(offered).not.toContain('editForm');
    // Nor by searching for it.
    for (const search of words) {
      expect((await who.admin.call(expediting.listExpedited, { search })).rows, search).toEqual([]);
    }
    expect((await who.admin.call(expediting.listExpedited, { search: view.number })).rows).toMatchObject([
      { withheld: true, summary: { zh: '' }, mayIntervene: true },
    ]);
  });

  it('sees that somebody commented, and not the file that came with it; who reads the comment opens it', async () => {
    const { fileId } = await who.head.call(
      uploadFile,
      {},
      { file: { bytes: new TextEncoder().encode(secret), name: `报价${secret}.txt`, mediaType: 'text/plain' } },
    );
    await verifyPush(test, who.mei, approvalsCache, [[operations.readRequest, { requestId }]], () =>
      who.head.call(operations.comment, { requestId, text: '报价见附件', mentions: [ids.curious], files: [fileId] }),
    );
    const opens = async (client: TestClient) =>
      (await client.call(describeFiles, { fileIds: [fileId] })).rows.map(({ name }) => name);
    expect((await who.curious.call(operations.readRequest, { requestId })).view.history.at(-1)).toMatchObject({
      what: 'commented',
      files: [fileId],
      to: [ids.curious],
    });
    for (const client of [who.mei, who.head, who.curious]) expect(await opens(client)).toEqual([`报价${secret}.txt`]);
    for (const client of [who.admin, who.boss]) expect(await opens(client)).toEqual([]);
    // Nobody adds what somebody else uploaded.
    await expect(
      who.mei.call(operations.comment, { requestId, text: '再来', files: [fileId, crypto.randomUUID()] }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('can’t let himself in: not by taking the task, as deputy, by a comment, a print, a relation or a correction', async () => {
    const refused = { code: 'approvals.contentWithheld' };
    const { admin } = who;
    await expect(
      admin.call(operations.reassign, { requestId, slotId, to: ids.admin, reason: '我来' }),
    ).rejects.toMatchObject(refused);
    await expect(
      admin.call(operations.comment, { requestId, text: '让我看看', mentions: [ids.admin] }),
    ).rejects.toMatchObject(refused);
    await expect(test.finish(admin, await admin.call(archive.printRequest, { requestId }))).rejects.toMatchObject(
      refused,
    );
    await expect(admin.call(forms.readFormToCorrect, { requestId })).rejects.toMatchObject(refused);
    await expect(admin.call(steps.editForm, { requestId, form: filled, reason: '改' })).rejects.toMatchObject(refused);
    await expect(
      admin.call(deputies.setDeputy, {
        principalId: ids.head,
        deputyId: ids.admin,
        kinds: null,
        from: '2026-01-01',
        until: '2027-12-31',
        reason: '不在',
      }),
    ).rejects.toMatchObject({ code: 'approvals.deputyYourself' });
    const own = await admin.call(operations.submitRequest, { kind, form: claim });
    const { view } = await admin.call(operations.readRequest, { requestId });
    await expect(
      admin.call(lists.relateRequest, { requestId: own.requestId, number: view.number }),
    ).rejects.toMatchObject({ status: 404 });
    // What a look opens is the request whose number the supervisor read.
    await expect(
      admin.call(operations.submitRequest, {
        kind: lookProcess.name,
        form: { requestId, number: own.number, reason: '核对' },
      }),
    ).rejects.toMatchObject({ code: 'approvals.onlyByAskingToLook' });
  });

  it('reads it for a day once his supervisor agreed, and everybody concerned sees who looks and why', async () => {
    const { admin, boss, mei, curious } = who;
    await expect(curious.call(looks.askToLook, { requestId, reason: '好奇' })).rejects.toMatchObject({ status: 403 });
    const watched = [[operations.readRequest, { requestId }]] as [typeof operations.readRequest, unknown][];
    let asked = { lookId: '', number: '' };
    await verifyPush(test, admin, approvalsCache, watched, async () => {
      asked = await admin.call(looks.askToLook, { requestId, reason: '核对收款账号' });
    });
    await expect(admin.call(looks.askToLook, { requestId, reason: '再来' })).rejects.toMatchObject({
      code: 'approvals.lookAskedAlready',
    });
    expect(await admin.call(operations.readRequest, { requestId })).toMatchObject({
      view: { withheld: true },
      lookAsked: asked,
    });
    // Who agrees learns which request and why, and can't read it either.
    const seen = await boss.call(operations.readRequest, { requestId: asked.lookId });
    expect(seen.view.fields.map(({ value }) => value)).toEqual([
      (await mei.call(operations.readRequest, { requestId })).view.number,
      '核对收款账号',
    ]);
    await expect(boss.call(operations.readRequest, { requestId })).rejects.toMatchObject({ status: 404 });
    await verifyPush(test, admin, approvalsCache, watched, () =>
      admin.call(operations.withdrawRequest, { requestId: asked.lookId }),
    );

    let lookId = '';
    for (const client of [admin, mei]) {
      await verifyPush(test, client, approvalsCache, [[operations.readRequest, { requestId }]], async () => {
        lookId = await letLook(requestId, '核对收款账号');
      });
      if (client === admin) await test.advance({ hours: 25 });
    }
    const opened = await admin.call(operations.readRequest, { requestId });
    expect(opened).toMatchObject({ byLook: true });
    expect(JSON.stringify(opened.view)).toContain(secret);
    const audited = await test.sql(
      `select 1 from kernel.audit where operation = 'approvals.readRequest' and outcome = 'looked'
        and actor_id = $1 and objects::text like $2`,
      [ids.admin, `%${requestId}%`],
    );
    expect(audited).not.toHaveLength(0);
    // Sensitive values stay away, and paper doesn't outlive a look.
    expect(opened.view.fields.find(({ name }) => name === 'account')).toMatchObject({ hidden: true });
    await expect(test.finish(admin, await admin.call(archive.printRequest, { requestId }))).rejects.toMatchObject({
      code: 'approvals.contentWithheld',
    });
    // Nor does a look become a part.
    const refused = { code: 'approvals.contentWithheld' };
    await expect(
      admin.call(operations.comment, { requestId, text: '看过', mentions: [ids.admin] }),
    ).rejects.toMatchObject(refused);
    await expect(
      admin.call(operations.reassign, { requestId, slotId, to: ids.admin, reason: '我来' }),
    ).rejects.toMatchObject(refused);
    const shown = await mei.call(operations.readRequest, { requestId });
    expect(shown.looks[0]).toMatchObject({
      lookId,
      person: { id: ids.admin },
      reason: '核对收款账号',
      agreed: ['boss'],
    });
    const { rows } = await mei.call(listNotices, {});
    expect(rows.map(({ title }) => title)).toContain('admin 获准查看你的费用申请的内容，原因：核对收款账号');

    await test.advance({ hours: 25 });
    const after = await admin.call(operations.readRequest, { requestId });
    expect(after.view).toMatchObject({ withheld: true, fields: [] });
    expect(after.looks).toHaveLength(2);
  });

  it('intervenes without reading: hands over, suspends, resumes, goes on elsewhere, ends it', async () => {
    const { admin } = who;
    await admin.call(operations.reassign, { requestId, slotId, to: ids.hr, reason: '部门负责人休假' });
    await admin.call(operations.suspendRequest, { requestId, reason: '核对制度' });
    await admin.call(operations.resumeRequest, { requestId });
    await admin.call(steps.jumpRequest, { requestId, to: 'head', reason: '重新走' });
    await admin.call(operations.terminateRequest, { requestId, reason: '重复提交' });
    const { view } = await admin.call(operations.readRequest, { requestId });
    expect(view).toMatchObject({ status: 'terminated', endReason: '重复提交', fields: [] });
    // His own reasons he is shown again.
    expect(view.history.flatMap(({ reason }) => reason ?? [])).toEqual([
      '部门负责人休假',
      '核对制度',
      '重新走',
      '重复提交',
    ]);
    const { database, evidenceKeys } = test.program.kernel;
    expect(await verifyApproval(database.readPool, evidenceKeys, requestId)).toEqual([]);
  });
});

describe('correcting a form', () => {
  it('keeps what the administrator may not see, and tells everybody what was changed and why', async () => {
    const { requestId } = await who.mei.call(operations.submitRequest, { kind, form: claim });
    await letLook(requestId, '更正明细');
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

describe('an opinion with files', () => {
  const upload = async (by: TestClient, name: string) =>
    (await by.call(uploadFile, {}, { file: { bytes: new TextEncoder().encode(name), name, mediaType: 'text/plain' } }))
      .fileId as string;
  const taskOf = async (requestId: string, what: 'approve' | 'return') => {
    const { view, may } = await who.head.call(operations.readRequest, { requestId });
    const slotId = may.find((one) => one.what === what)?.slotId ?? '';
    return { requestId, slotId, revision: view.revision };
  };
  const opens = async (client: TestClient, fileId: string) => {
    const described = (await client.call(describeFiles, { fileIds: [fileId] })).rows.length > 0;
    const { status } = await client.raw('/api/v1/files.readFile', {
      method: 'POST',
      body: JSON.stringify({ fileId }),
      headers: { 'content-type': 'application/json' },
    });
    return [described, status];
  };
  it('commits to what they hold; who is shown the opinion opens them, and nobody else', async () => {
    const { requestId } = await who.mei.call(operations.submitRequest, { kind, form: claim });
    const fileId = await upload(who.head, '现场照片甲.txt');
    const theirs = await upload(who.curious, '别人的.txt');
    const answer = { ...(await taskOf(requestId, 'approve')), outcome: 'approve' as const };
    for (const file of [theirs, crypto.randomUUID()]) {
      await expect(
        who.head.call(operations.act, { ...answer, opinion: { text: '同意', files: [fileId, file] } }),
      ).rejects.toMatchObject({ status: 404 });
    }
    // What was refused leaves the upload as it was.
    expect((await who.head.call(describeFiles, { fileIds: [fileId] })).rows[0]?.may).toContain('remove');
    await verifyPush(test, who.mei, approvalsCache, [[operations.readRequest, { requestId }]], () =>
      who.head.call(operations.act, { ...answer, opinion: { text: '同意', files: [fileId, fileId] } }),
    );
    const { view } = await who.mei.call(operations.readRequest, { requestId });
    const bytes = new TextEncoder().encode('现场照片甲.txt');
    const known = {
      ...{ fileId, name: '现场照片甲.txt', size: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    expect(view.history.find(({ what }) => what === 'acted')?.opinion).toEqual({ text: '同意', files: [known] });
    expect(view.steps.flatMap(({ slots }) => slots)[0]?.opinion?.files).toEqual([known]);
    for (const client of [who.mei, who.head]) expect(await opens(client, fileId)).toEqual([true, 200]);
    for (const client of [who.curious, who.admin, who.boss, who.far]) {
      expect(await opens(client, fileId)).toEqual([false, 404]);
    }
    expect(JSON.stringify(await who.admin.call(operations.readRequest, { requestId }))).not.toContain('现场照片甲');
    // Who is let in later sees both.
    await who.mei.call(operations.comment, { requestId, text: '请看附件', mentions: [ids.curious] });
    expect(await opens(who.curious, fileId)).toEqual([true, 200]);
    const { database, evidenceKeys } = test.program.kernel;
    expect(await verifyApproval(database.readPool, evidenceKeys, requestId)).toEqual([]);
    // One file stands in one place.
    const next = await who.mei.call(operations.submitRequest, { kind, form: claim });
    const again = { ...(await taskOf(next.requestId, 'approve')), outcome: 'reject' as const };
    await expect(
      who.head.call(operations.act, { ...again, opinion: { text: '不行', files: [fileId] } }),
    ).rejects.toMatchObject({ code: 'files.attachedAlready' });
  });

  it('goes back with the request, and without words where the step asks for none', async () => {
    const { requestId } = await who.mei.call(operations.submitRequest, { kind, form: claim });
    const fileId = await upload(who.head, '批注.txt');
    await who.head.call(operations.returnRequest, {
      ...(await taskOf(requestId, 'return')),
      to: { kind: 'applicant' },
      opinion: { text: '', files: [fileId] },
    });
    const { view } = await who.mei.call(operations.readRequest, { requestId });
    expect(view.history.find(({ what }) => what === 'returned')?.opinion?.files).toMatchObject([{ fileId }]);
    expect(await opens(who.mei, fileId)).toEqual([true, 200]);
    expect(await opens(who.curious, fileId)).toEqual([false, 404]);
  });
});
