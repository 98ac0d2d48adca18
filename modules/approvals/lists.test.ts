import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import * as lists from './contract/list-operations.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import { designedKind, processKind, processKinds } from './contract/process-kind.ts';
import { approvalsHouse, claimKind } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const errand = (name: string, prefix: string, more: Record<string, unknown>) =>
  processKind({
    name: `forms.${name}`,
    title: { zh: '外出', en: 'Errand' },
    version: 1,
    form: z.object({ what: z.string().min(1).max(200) }),
    fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
    summary: (given) => ({ zh: given.what, en: given.what }),
    numberPrefix: prefix,
    startPath: '/errand/new',
    copiesSeeAll: [],
    definition: {
      start: { kind: 'start', id: 'start', name: '申请' },
      nodes: [
        {
          kind: 'approve',
          id: 'chosen',
          name: '审批',
          approvers: [{ kind: 'applicantChosen' }],
          empty: { kind: 'processAdministrator' },
          self: 'acts',
          mode: { kind: 'all' },
          ...more,
        },
      ],
    },
  });

const linkedKind = designedKind({
  ...claimKind,
  name: 'forms.linked',
  design: {
    fields: [
      { kind: 'text', name: 'what', label: { zh: '事项', en: 'What' }, required: true },
      { kind: 'relatedApproval', name: 'to', label: { zh: '关联审批', en: 'Related' }, kinds: [], atMost: 5 },
      { kind: 'file', name: 'papers', label: { zh: '附件', en: 'Files' } },
    ],
    title: { zh: '{kind}', en: '{kind}' },
    summary: { zh: '{what}', en: '{what}' },
    numbering: { prefix: 'GL', date: 'day', reset: 'day', digits: 3 },
  },
  definition: {
    start: { kind: 'start', id: 'start', name: '申请' },
    nodes: [
      {
        kind: 'approve',
        id: 'chosen',
        name: '审批',
        approvers: [{ kind: 'applicantChosen' }],
        empty: { kind: 'processAdministrator' },
        self: 'acts',
        mode: { kind: 'all' },
      },
    ],
  },
});

const kinds = [
  errand('plain', 'WC', {}),
  errand('signed', 'QZ', { strength: 'passkey' }),
  errand('single', 'DB', { batch: false }),
  errand('named', 'LS', { names: { executor: 'required' } }),
  linkedKind,
];
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: kinds.map((kind) => extend(processKinds, kind)),
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;
const ids = { mei: '', bo: '', chen: '', curious: '', admin: '' };
let mei: TestClient;
let bo: TestClient;
let chen: TestClient;
let curious: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  for (const name of Object.keys(ids) as (keyof typeof ids)[]) {
    const shown = { mei: '梅小芳', bo: '柏林', chen: '陈_晨', curious: '郑好', admin: '管理' }[name];
    ids[name] = await aPerson(test, company, { name: shown, department: '平台组' });
  }
  house.holders.set(administer.name, [ids.admin]);
  [mei, bo, chen, curious] = (await Promise.all([ids.mei, ids.bo, ids.chen, ids.curious].map((id) => test.as(id)))) as [
    TestClient,
    TestClient,
    TestClient,
    TestClient,
  ];
});
afterAll(() => test.stop());

const submit = (by: TestClient, what: string, name = 'plain', to = ids.bo) =>
  by.call(operations.submitRequest, { kind: `forms.${name}`, form: { what }, chosen: { chosen: [to] } });
const decide = async (by: TestClient, requestId: string, outcome: 'approve' | 'reject' = 'approve') => {
  const { view } = await by.call(operations.readRequest, { requestId });
  const slotId = view.steps.flatMap((step) => step.slots).find((slot) => slot.state === 'open')?.slotId ?? '1.1';
  return by.call(operations.act, { requestId, slotId, revision: view.revision, outcome, opinion: { text: '看过' } });
};

describe('finding in the lists', () => {
  it('searches number, applicant, title and summary by any part of them, in every list', async () => {
    const one = await submit(mei, '送合同到税务局');
    const two = await submit(chen, '100%_完成');
    const found = async (search: string) =>
      (await bo.call(operations.listToDo, { search, limit: 200 })).rows.map((row) => row.number);
    expect(await found('税务')).toEqual([one.number]);
    expect(await found('小芳')).toContain(one.number);
    expect(await found(one.number.slice(-6).toLowerCase())).toContain(one.number);
    // What means something in a pattern is only itself.
    expect(await found('%_完')).toEqual([two.number]);
    expect(await found('陈_')).toEqual([two.number]);
    expect(await found('%')).toEqual([two.number]);
    expect(await found('没有的')).toEqual([]);
    expect((await found('外出')).sort()).toEqual([one.number, two.number].sort());
    await decide(bo, one.requestId);
    await decide(bo, two.requestId, 'reject');
    const done = await bo.call(operations.listDone, { search: '税务' });
    expect(done.rows.map((row) => row.number)).toEqual([one.number]);
    const mine = await mei.call(operations.listMine, { search: '合同', status: 'approved' });
    expect(mine.rows.map((row) => row.number)).toEqual([one.number]);
    expect((await mei.call(operations.listMine, { status: 'rejected' })).rows).toEqual([]);
    expect((await bo.call(operations.listDone, { status: 'rejected' })).rows.map((row) => row.number)).toEqual([
      two.number,
    ]);
    await mei.call(operations.copyRequest, { requestId: one.requestId, people: [ids.curious] });
    expect((await curious.call(operations.listCopied, { search: '税务' })).rows).toHaveLength(1);
    expect((await curious.call(operations.listCopied, { search: '合同', kind: 'forms.single' })).rows).toEqual([]);
  });

  it('narrows by days of the reader’s employer, kind and whose task it is', async () => {
    await test.travelTo('2026-04-01T23:30:00+08:00');
    const late = await submit(mei, '月末');
    await test.travelTo('2026-04-02T00:10:00+08:00');
    const early = await submit(mei, '月初', 'single');
    const on = async (day: string) =>
      (await mei.call(operations.listMine, { from: day, to: day })).rows.map((row) => row.number);
    expect(await on('2026-04-01')).toEqual([late.number]);
    expect(await on('2026-04-02')).toEqual([early.number]);
    const single = await bo.call(operations.listToDo, { kind: 'forms.single' });
    expect(single.rows.map((row) => row.number)).toEqual([early.number]);
    expect((await bo.call(operations.listToDo, { deputy: true })).rows).toEqual([]);
    expect((await bo.call(operations.listToDo, { deputy: false, from: '2026-04-01' })).rows).toHaveLength(2);
  });

  it('pages what it found without gap or double', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await submit(chen, `翻页${n}`)).number);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await chen.call(operations.listMine, { limit: 2, search: '翻页', ...(cursor && { cursor }) });
      seen.push(...answer.rows.map((row) => row.number));
      cursor = answer.next;
    } while (cursor);
    expect(seen).toEqual(made);
  });
});

describe('answering many at once', () => {
  it('says which of them can’t be, and why; the others commit to what was shown', async () => {
    const plain = await submit(mei, '批量一');
    const other = await submit(mei, '批量二');
    const signed = await submit(mei, '签署', 'signed');
    const single = await submit(mei, '逐个', 'single');
    const named = await submit(mei, '落实', 'named');
    const gone = await submit(mei, '别人的', 'plain', ids.chen);
    const items = [signed, plain, other, single, named, gone].map(({ requestId }) => ({ requestId, slotId: '1.1' }));
    const slots = (await bo.call(operations.listToDo, { limit: 200 })).rows;
    for (const item of items) {
      item.slotId = slots.find((row) => row.requestId === item.requestId)?.slotId ?? item.slotId;
    }
    const answer = await bo.call(lists.readBatch, { items });
    expect(answer.outcome).toBe('approve');
    expect(answer.rows.map((row) => row.excluded)).toEqual([
      'passkey',
      undefined,
      undefined,
      'switchedOff',
      'namesRequired',
      'gone',
    ]);
    expect(answer.rows[5]).not.toHaveProperty('number');
    await mei.call(operations.withdrawRequest, { requestId: other.requestId });
    const results = await Promise.allSettled(
      answer.rows
        .filter((row) => !row.excluded)
        .map((row) =>
          bo.call(operations.act, {
            requestId: row.requestId,
            slotId: row.slotId,
            revision: row.revision ?? 0,
            outcome: answer.outcome ?? 'approve',
            opinion: { text: '同意' },
          }),
        ),
    );
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
    const [acted] = await test.sql<{ body: { evidence: { seen: { digest: string } } } }>(
      `select body from approvals.event where instance_id = $1 and body->>'type' = 'acted'`,
      [plain.requestId],
    );
    expect(acted?.body.evidence.seen.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('answers nothing of others’ requests', async () => {
    const { requestId } = await submit(mei, '不给看');
    const { rows, outcome } = await curious.call(lists.readBatch, { items: [{ requestId, slotId: '1.1' }] });
    expect(rows).toEqual([{ requestId, slotId: '1.1', excluded: 'gone' }]);
    expect(outcome).toBeUndefined();
  });
});

describe('usual phrases', () => {
  it('are everybody’s own, newest first, at most fifty, on every screen of theirs', async () => {
    const watched = [[lists.readPhrases, {}] as [typeof lists.readPhrases, unknown]];
    const add = (phrase: string) => bo.call(lists.addPhrase, { phrase });
    await verifyPush(test, bo, approvalsCache, watched, () => add('请财务复核'));
    for (let n = 0; n < 50; n += 1) await add(`短语${n}`);
    const { phrases } = await bo.call(lists.readPhrases, {});
    expect(phrases).toHaveLength(50);
    expect(phrases).not.toContain('请财务复核');
    await verifyPush(test, bo, approvalsCache, watched, () => bo.call(lists.removePhrase, { phrase: '短语49' }));
    expect((await bo.call(lists.readPhrases, {})).phrases).not.toContain('短语49');
    expect((await mei.call(lists.readPhrases, {})).phrases).toEqual([]);
  });
});

describe('drafts', () => {
  const draft = (draftId: string, revision: number, what: string) => ({
    draftId,
    revision,
    kind: 'forms.linked',
    form: { what },
    chosen: { chosen: [ids.bo] },
  });

  it('are kept, and two devices don’t lose what the other typed', async () => {
    const draftId = crypto.randomUUID();
    const watched = [
      [lists.listDrafts, {}],
      [lists.countOwn, {}],
    ] as [typeof lists.listDrafts, unknown][];
    await verifyPush(test, mei, approvalsCache, watched, () => mei.call(lists.saveDraft, draft(draftId, 0, '起草')));
    await verifyPush(test, mei, approvalsCache, [...watched, [lists.readDraft as never, { draftId }]], () =>
      mei.call(lists.saveDraft, draft(draftId, 1, '起草二')),
    );
    for (const revision of [0, 1]) {
      await expect(mei.call(lists.saveDraft, draft(draftId, revision, '旧'))).rejects.toMatchObject({
        code: 'approvals.draftChanged',
      });
    }
    expect((await mei.call(lists.readDraft, { draftId })).form).toEqual({ what: '起草二' });
    for (const refused of [
      () => curious.call(lists.readDraft, { draftId }),
      () => curious.call(lists.removeDraft, { draftId }),
      () => curious.call(lists.saveDraft, draft(draftId, 2, '别人')),
    ]) {
      await expect(refused()).rejects.toMatchObject({ status: 404 });
    }
    await expect(curious.call(lists.saveDraft, draft(draftId, 0, '别人'))).rejects.toMatchObject({
      code: 'approvals.draftChanged',
    });
    await expect(
      mei.call(lists.saveDraft, { ...draft(crypto.randomUUID(), 0, 'x'), kind: 'forms.none' }),
    ).rejects.toMatchObject({ status: 404 });
    await verifyPush(test, mei, approvalsCache, watched, () => mei.call(lists.removeDraft, { draftId }));
    expect((await mei.call(lists.listDrafts, {})).rows).toEqual([]);
  });

  it('become one request, however many devices send them, and are gone then', async () => {
    const draftId = crypto.randomUUID();
    await mei.call(lists.saveDraft, draft(draftId, 0, '两台设备'));
    const send = () =>
      mei.call(operations.submitRequest, {
        requestId: draftId,
        kind: 'forms.linked',
        form: { what: '两台设备' },
        chosen: { chosen: [ids.bo] },
      });
    await verifyPush(test, mei, approvalsCache, [[lists.countOwn, {}]], send);
    await expect(send()).rejects.toMatchObject({ code: 'approvals.alreadySubmitted' });
    await test.settle();
    expect((await mei.call(lists.listDrafts, {})).rows).toEqual([]);
    await expect(mei.call(lists.saveDraft, draft(draftId, 0, '又来'))).rejects.toMatchObject({
      code: 'approvals.draftChanged',
    });
  });

  it('are made of an own request, without its files', async () => {
    const { requestId } = await mei.call(operations.submitRequest, {
      kind: 'forms.linked',
      form: { what: '复制我' },
      chosen: { chosen: [ids.bo] },
    });
    let made = { draftId: '', startPath: '' };
    await verifyPush(test, mei, approvalsCache, [[lists.listDrafts, {}]], async () => {
      made = await mei.call(lists.copyAsNew, { requestId });
    });
    const { draftId, startPath } = made;
    expect(startPath).toBe('/requests/new/forms.linked');
    expect((await mei.call(lists.readDraft, { draftId })).form).toEqual({ what: '复制我' });
    await expect(bo.call(lists.copyAsNew, { requestId })).rejects.toMatchObject({ code: 'approvals.notYourRequest' });
    await mei.call(lists.removeDraft, { draftId });
  });
});

describe('related requests', () => {
  it('are shown on both sides, and followed only by who may look at the other', async () => {
    const first = await submit(mei, '采购');
    const second = await mei.call(operations.submitRequest, {
      kind: 'forms.linked',
      form: { what: '付款', to: [first.requestId] },
      chosen: { chosen: [ids.chen] },
    });
    await test.settle();
    const shownTo = async (who: TestClient, requestId: string) =>
      (await who.call(lists.listRelated, { requestId })).rows.map((row) => [row.number, row.request?.requestId]);
    expect(await shownTo(mei, first.requestId)).toEqual([[second.number, second.requestId]]);
    expect(await shownTo(mei, second.requestId)).toEqual([[first.number, first.requestId]]);
    // He is asked for the first only: of the second he learns its number.
    expect(await shownTo(bo, first.requestId)).toEqual([[second.number, undefined]]);
    const third = await submit(mei, '验收');
    const watched = [[lists.listRelated, { requestId: first.requestId }] as [typeof lists.listRelated, unknown]];
    const relate = () => mei.call(lists.relateRequest, { requestId: third.requestId, number: first.number });
    await verifyPush(test, bo, approvalsCache, watched, relate);
    expect(await shownTo(bo, first.requestId)).toContainEqual([third.number, third.requestId]);
    const unrelate = { requestId: first.requestId, number: third.number };
    await expect(bo.call(lists.unrelateRequest, unrelate)).rejects.toMatchObject({ status: 404 });
    await verifyPush(test, bo, approvalsCache, watched, () => mei.call(lists.unrelateRequest, unrelate));
    // Nobody learns by trying numbers which there are.
    const hidden = await submit(chen, '看不到', 'plain', ids.curious);
    for (const number of [hidden.number, 'WC209912-0001', first.number]) {
      await expect(mei.call(lists.relateRequest, { requestId: first.requestId, number })).rejects.toMatchObject({
        status: 404,
      });
    }
  });
});
