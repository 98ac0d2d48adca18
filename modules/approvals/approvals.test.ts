import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { approvalsContract } from './contract/approvals-contract.ts';
import { countToDo } from './contract/count-to-do.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import { processKind, processKinds } from './contract/process-kind.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse, noticesArrive } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const limit = { reminder: { after: { workingMinutes: 60 } }, overdue: { workdays: 1 } };
const asked = {
  kind: 'approve' as const,
  empty: { kind: 'processAdministrator' as const },
  self: 'departmentHead' as const,
  limit,
};
const form = z.object({ what: z.string().min(1).max(200), secret: z.string().max(200).optional() });

const errand = processKind({
  name: 'forms.errand',
  title: { zh: '外出', en: 'Errand' },
  version: 1,
  form,
  fields: [
    { name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' },
    { name: 'secret', label: { zh: '隐私', en: 'Secret' }, type: 'text', sensitive: true },
  ],
  summary: (given) => ({ zh: given.what, en: given.what }),
  numberPrefix: 'WC',
  startPath: '/errand/new',
  copiesSeeAll: ['hr'],
  definition: {
    start: { kind: 'start', id: 'start', name: '申请' },
    nodes: [
      {
        ...asked,
        id: 'head',
        name: '部门负责人',
        approvers: [{ kind: 'departmentHead' }],
        mode: { kind: 'all' },
        opinion: 'unlessApproved',
      },
    ],
    copies: [{ when: 'approved', to: { kind: 'role', role: 'hr', within: 'employer' } }],
  },
});
const chosen = (name: string, kind: 'all' | 'any') =>
  processKind({
    ...errand,
    name,
    numberPrefix: kind.toUpperCase(),
    copiesSeeAll: [],
    definition: {
      start: { kind: 'start', id: 'start', name: '申请' },
      nodes: [{ ...asked, id: 'chosen', name: '审批', approvers: [{ kind: 'applicantChosen' }], mode: { kind } }],
    },
  });

const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [errand, chosen('forms.all', 'all'), chosen('forms.any', 'any')].map((kind) =>
        extend(processKinds, kind),
      ),
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;
let departmentId: string;
const ids: Record<'mei' | 'head' | 'ceo' | 'hr' | 'admin' | 'curious' | 'bo' | 'chen', string> = {
  mei: '',
  head: '',
  ceo: '',
  hr: '',
  admin: '',
  curious: '',
  bo: '',
  chen: '',
};
let mei: TestClient;
let head: TestClient;
let hr: TestClient;
let admin: TestClient;
let curious: TestClient;
let bo: TestClient;
let chen: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  departmentId = company.departments.平台组 ?? '';
  for (const name of Object.keys(ids) as (keyof typeof ids)[]) {
    ids[name] = await aPerson(test, company, { name, department: name === 'ceo' ? company.rootId : '平台组' });
  }
  const heads = async (id: string, headIds: string[]) => {
    const { revision } = await test.system(readDepartment, { departmentId: id });
    await test.system(changeDepartment, { departmentId: id, revision, change: { headIds } });
  };
  await heads(departmentId, [ids.head]);
  await heads(company.rootId, [ids.ceo]);
  house.holders.set('hr', [ids.hr]);
  house.holders.set(administer.name, [ids.admin]);
  house.grants.set(ids.admin, [{ permission: administer, reach: 'employer' }]);
  [mei, head, hr, admin, curious, bo, chen] = (await Promise.all(
    [ids.mei, ids.head, ids.hr, ids.admin, ids.curious, ids.bo, ids.chen].map((id) => test.as(id)),
  )) as [TestClient, TestClient, TestClient, TestClient, TestClient, TestClient, TestClient];
});
afterAll(() => test.stop());

const submit = (by: TestClient, kind = 'forms.errand', people?: string[]) =>
  by.call(operations.submitRequest, {
    kind,
    form: { what: '送文件', secret: '看病' },
    ...(people && { chosen: { chosen: people } }),
  });
const read = (by: TestClient, requestId: string) => by.call(operations.readRequest, { requestId });
const taskOf = async (by: TestClient, requestId: string) => {
  const { rows } = await by.call(operations.listToDo, { limit: 200 });
  const row = rows.find((one) => one.requestId === requestId);
  if (!row) throw new Error('no task');
  return row.slotId;
};
const approve = async (by: TestClient, requestId: string, more: Record<string, unknown> = {}, options = {}) => {
  const { view } = await read(by, requestId);
  const slotId = await taskOf(by, requestId);
  return by.call(operations.act, { requestId, slotId, revision: view.revision, outcome: 'approve', ...more }, options);
};
const problems = (requestId: string) =>
  verifyApproval(test.program.kernel.database.readPool, test.program.kernel.evidenceKeys, requestId);

describe('the path of a request', () => {
  it('goes from the preview by the head to HR, and everything of it is proved', async () => {
    const preview = await mei.call(operations.previewRequest, { kind: 'forms.errand', form: { what: '送文件' } });
    expect(preview.steps.map((step) => [step.kind, step.people.map((person) => person.name)])).toEqual([
      ['approve', ['head']],
      ['copy', ['hr']],
    ]);
    const { requestId, number } = await submit(mei);
    expect(number).toBe('WC202603-0001');
    const asked = await read(head, requestId);
    expect(asked.may.map((one) => one.what)).toEqual([
      'approve',
      'reject',
      'return',
      'transfer',
      'delegate',
      'addApprover',
      'comment',
      'copy',
    ]);
    expect(asked.view.fields.map((field) => field.value)).toEqual(['送文件', '看病']);
    const flow = await head.call(operations.readFlow, { requestId });
    expect(flow.nodes.map((node) => [node.kind, node.branches])).toEqual([['approve', []]]);
    expect(Object.keys(flow.nodes[0] ?? {}).sort()).toEqual(['branches', 'id', 'kind', 'name']);
    const done = await approve(head, requestId, { opinion: { text: '同意，早去早回' } });
    expect(done.status).toBe('approved');

    const forHr = await read(hr, requestId);
    expect(forHr.view.fields[1]).toMatchObject({ hidden: false, value: '看病' });
    expect(forHr.view.steps.map((step) => [step.kind, step.state])).toEqual([
      ['start', 'passed'],
      ['approve', 'passed'],
      ['copy', 'copied'],
    ]);
    expect((await hr.call(operations.listCopied, {})).rows.map((row) => row.requestId)).toContain(requestId);
    expect((await head.call(operations.listDone, {})).rows[0]).toMatchObject({ requestId, outcome: 'approved' });
    expect((await mei.call(operations.listMine, {})).rows[0]).toMatchObject({ status: 'approved', withPeople: [] });
    const [acted] = await test.sql<{ body: { evidence: { seen: { digest: string }; strength: string } } }>(
      `select body from approvals.event where instance_id = $1 and body->>'type' = 'acted'`,
      [requestId],
    );
    expect(acted?.body.evidence).toEqual({
      seen: { algorithm: 'sha-256', digest: digestOf(asked.view).hash.toString('hex') },
      strength: 'signedIn',
      signedIn: { strength: 'password', freshAt: expect.any(String) },
    });
    expect(await problems(requestId)).toEqual([]);
  });

  it('asks the nearest head above for the head himself', async () => {
    const preview = await head.call(operations.previewRequest, { kind: 'forms.errand', form: { what: 'x' } });
    expect(preview.steps[0]?.people.map((person) => person.name)).toEqual(['ceo']);
  });

  it('refuses a form that its kind doesn’t know, and a kind that nobody added', async () => {
    await expect(
      mei.call(operations.submitRequest, { kind: 'forms.errand', form: { what: '' } }),
    ).rejects.toMatchObject({
      status: 400,
      facts: { where: 'form.what' },
    });
    await expect(mei.call(operations.submitRequest, { kind: 'forms.none', form: {} })).rejects.toMatchObject({
      status: 404,
    });
    await expect(submit(mei, 'forms.all')).rejects.toMatchObject({ code: 'approvals.chooseApprovers' });
  });

  it('rejects with an opinion only, and withdraws', async () => {
    const first = await submit(mei);
    await expect(approve(head, first.requestId, { outcome: 'reject' })).rejects.toMatchObject({
      code: 'approvals.opinionRequired',
    });
    expect((await approve(head, first.requestId, { outcome: 'reject', opinion: { text: '今天走不开' } })).status).toBe(
      'rejected',
    );
    const second = await submit(mei);
    await expect(head.call(operations.withdrawRequest, { requestId: second.requestId })).rejects.toMatchObject({
      code: 'approvals.applicantOnly',
    });
    const withdrawn = await mei.call(operations.withdrawRequest, { requestId: second.requestId, reason: '不去了' });
    expect(withdrawn.status).toBe('withdrawn');
    await expect(
      head.call(operations.act, { requestId: second.requestId, slotId: '1.1', revision: 4, outcome: 'approve' }),
    ).rejects.toMatchObject({ status: 409, code: 'approvals.alreadyEnded', facts: { byName: 'mei' } });
    expect(await problems(second.requestId)).toEqual([]);
  });

  it('returns to the applicant, who changes the form and submits it again', async () => {
    const { requestId } = await submit(mei);
    const { view } = await read(head, requestId);
    await head.call(operations.returnRequest, {
      requestId,
      slotId: await taskOf(head, requestId),
      revision: view.revision,
      to: { kind: 'applicant' },
      opinion: { text: '写清楚去哪里' },
    });
    expect((await read(mei, requestId)).may.map((one) => one.what)).toContain('resubmit');
    expect((await mei.call(operations.listToDo, {})).rows[0]).toMatchObject({ requestId, taskKind: 'resubmit' });
    await mei.call(operations.resubmitRequest, { requestId, form: { what: '去税务局送文件' } });
    expect((await read(head, requestId)).view.summary.zh).toBe('去税务局送文件');
    expect((await approve(head, requestId)).status).toBe('approved');
    expect(await problems(requestId)).toEqual([]);
  });

  it('transfers, adds an approver before, takes back, copies and reassigns', async () => {
    const { requestId } = await submit(mei);
    await head.call(operations.transfer, { requestId, slotId: await taskOf(head, requestId), to: ids.bo });
    await bo.call(operations.addApprover, {
      requestId,
      slotId: await taskOf(bo, requestId),
      place: 'before',
      people: [ids.chen],
    });
    await expect(taskOf(bo, requestId)).rejects.toThrow('no task');
    await approve(chen, requestId, { opinion: { text: '可以' } });
    const slotId = await taskOf(bo, requestId);
    await bo.call(operations.copyRequest, { requestId, people: [ids.curious] });
    const copy = await read(curious, requestId);
    expect(copy.view.fields[1]).toEqual({
      name: 'secret',
      label: { zh: '隐私', en: 'Secret' },
      type: 'text',
      hidden: true,
    });
    expect(JSON.stringify(copy)).not.toContain('看病');
    await admin.call(operations.reassign, { requestId, slotId, to: ids.head, reason: '休假' });
    expect((await approve(head, requestId)).status).toBe('approved');
    expect(await problems(requestId)).toEqual([]);
  });
});

describe('urging', () => {
  it('is delivered in the app, limited in rate, and recorded where it was by phone or in person', async () => {
    const { requestId } = await submit(mei);
    const slotId = await taskOf(head, requestId);
    await mei.call(operations.urge, { requestId, text: '急' });
    expect(
      (await head.call(operations.listToDo, {})).rows.find((row) => row.requestId === requestId)?.urgedAt,
    ).not.toBeNull();
    await expect(mei.call(operations.urge, { requestId })).rejects.toMatchObject({
      status: 429,
      code: 'approvals.urgeTooSoon',
    });
    await expect(mei.call(operations.urge, { requestId, channel: 'phone' })).rejects.toMatchObject({
      code: 'approvals.urgeNeedsDetails',
    });
    await test.advance({ minutes: 20 });
    const happenedAt = test.program.kernel.clock.now().subtract({ minutes: 5 }).toString();
    const phoned = await mei.call(operations.urge, { requestId, channel: 'phone', slotIds: [slotId], happenedAt });
    await expect(head.call(operations.urge, { requestId })).rejects.toMatchObject({ code: 'approvals.applicantOnly' });
    await expect(mei.call(operations.confirmUrge, { requestId, slotId, urgeId: phoned.urgeId })).rejects.toMatchObject({
      code: 'approvals.notYours',
    });
    expect((await read(head, requestId)).may).toContainEqual({ what: 'answerUrge', slotId, urgeId: phoned.urgeId });
    await head.call(operations.confirmUrge, { requestId, slotId, urgeId: phoned.urgeId });
    const talked = await mei.call(operations.urge, { requestId, channel: 'inPerson', slotIds: [slotId], happenedAt });
    await head.call(operations.disputeUrge, { requestId, slotId, urgeId: talked.urgeId, reason: '当天我出差' });
    const { view } = await read(mei, requestId);
    expect(view.urges.map((one) => [one.channel, one.asked[0]?.answer, one.asked[0]?.reason])).toEqual([
      ['app', undefined, undefined],
      ['phone', 'confirmed', undefined],
      ['inPerson', 'disputed', '当天我出差'],
    ]);
    await expect(head.call(operations.confirmUrge, { requestId, slotId, urgeId: talked.urgeId })).rejects.toMatchObject(
      { code: 'approvals.urgeAlreadyAnswered' },
    );
    expect(await problems(requestId)).toEqual([]);
  });
});

describe('at the same instant', () => {
  const both = async (kind: string, first: 'approve' | 'reject', second: 'approve' | 'reject') => {
    const { requestId } = await submit(mei, kind, [ids.bo, ids.chen]);
    const [seenByBo, seenByChen] = await Promise.all([read(bo, requestId), read(chen, requestId)]);
    const [slotOfBo, slotOfChen] = [await taskOf(bo, requestId), await taskOf(chen, requestId)];
    const opinion = { text: '看过' };
    const results = await Promise.allSettled([
      bo.call(operations.act, {
        requestId,
        slotId: slotOfBo,
        revision: seenByBo.view.revision,
        outcome: first,
        opinion,
      }),
      chen.call(operations.act, {
        requestId,
        slotId: slotOfChen,
        revision: seenByChen.view.revision,
        outcome: second,
        opinion,
      }),
    ]);
    const { view } = await read(mei, requestId);
    expect(await problems(requestId)).toEqual([]);
    expect(await test.sql('select 1 from approvals.task where instance_id = $1', [requestId])).toHaveLength(0);
    return { status: view.status, results };
  };

  it('two last signers of `all` complete the step, whoever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { status, results } = await both('forms.all', 'approve', 'approve');
      expect(results.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled']);
      expect(status).toBe('approved');
    }
  });

  it('of two who answer `any`, one decides and the other is told who did', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { status, results } = await both('forms.any', 'approve', 'reject');
      const lost = results.find((one) => one.status === 'rejected');
      expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const winner = results[0]?.status === 'fulfilled' ? 'bo' : 'chen';
      expect(lost?.reason).toMatchObject({ status: 409, facts: { byName: winner } });
      expect(status).toBe(winner === 'bo' ? 'approved' : 'rejected');
    }
  });

  it('the same button on two devices: once with the same command id, told so with another', async () => {
    const { requestId } = await submit(mei, 'forms.all', [ids.bo, ids.chen]);
    const { view } = await read(bo, requestId);
    const input = {
      requestId,
      slotId: await taskOf(bo, requestId),
      revision: view.revision,
      outcome: 'approve' as const,
    };
    const commandId = crypto.randomUUID();
    const [one, other] = await Promise.all([
      bo.call(operations.act, input, { commandId }),
      bo.call(operations.act, input, { commandId }),
    ]);
    expect(other).toEqual(one);
    await expect(bo.call(operations.act, input)).rejects.toMatchObject({
      code: 'approvals.alreadyHandled',
      facts: { how: 'approved', byName: 'bo' },
    });
  });

  it('thirty comments and an approval at once: nothing is lost, the numbers have no gap', async () => {
    const { requestId } = await submit(mei);
    const { view } = await read(head, requestId);
    const slotId = await taskOf(head, requestId);
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) => mei.call(operations.comment, { requestId, text: `第 ${n} 条` })),
      head.call(operations.act, { requestId, slotId, revision: view.revision, outcome: 'approve' }),
    ]);
    const after = await read(mei, requestId);
    expect(after.view.status).toBe('approved');
    expect(after.view.history.filter((line) => line.what === 'commented')).toHaveLength(30);
    expect(await problems(requestId)).toEqual([]);
  });
});

describe('who may', () => {
  it('answers a curious colleague with 404 on every operation, for a real id and for none', async () => {
    const { requestId } = await submit(mei);
    const slotId = await taskOf(head, requestId);
    const inputs: Record<string, unknown> = {
      readRequest: { requestId },
      readFlow: { requestId },
      resubmitRequest: { requestId, form: { what: 'x' } },
      act: { requestId, slotId, revision: 3, outcome: 'approve' },
      takeBack: { requestId, slotId },
      transfer: { requestId, slotId, to: ids.curious },
      addApprover: { requestId, slotId, place: 'before', people: [ids.curious] },
      removeApprover: { requestId, slotId },
      returnRequest: { requestId, slotId, revision: 3, to: { kind: 'applicant' } },
      withdrawRequest: { requestId },
      urge: { requestId },
      confirmUrge: { requestId, slotId, urgeId: 'u1' },
      disputeUrge: { requestId, slotId, urgeId: 'u1' },
      prepareSignature: { requestId, slotId, revision: 3, decision: { what: 'act', outcome: 'approve' } },
      readForm: { requestId },
      revealField: { requestId, fieldId: 'what' },
      claim: { requestId, slotId },
      putBack: { requestId, slotId },
      delegate: { requestId, slotId, to: ids.curious },
      passUp: { requestId, slotId, revision: 3 },
      revokeRequest: { requestId, reason: 'x' },
      objectToSubmission: { requestId, reason: 'x' },
      recordOutcome: { requestId, slotId, text: 'x' },
      comment: { requestId, text: '看看' },
      readArchive: { requestId },
      downloadArchive: { requestId },
      downloadProof: { requestId },
      downloadPrint: { requestId, printId: crypto.randomUUID() },
      copyAsNew: { requestId },
      listRelated: { requestId },
      relateRequest: { requestId, number: 'WC202603-0001' },
      unrelateRequest: { requestId, number: 'WC202603-0001' },
      copyRequest: { requestId, people: [ids.curious] },
      readPublication: { requestId },
      listCalls: { requestId },
      readArchived: { requestId },
      endArchiveGrant: { requestId },
    };
    const administrators = [
      'reassign',
      'suspendRequest',
      'resumeRequest',
      'terminateRequest',
      'jumpRequest',
      'wakeStep',
      'answerByHand',
      'editForm',
      'readFormToCorrect',
      'keepLonger',
      'askToLook',
    ];
    const all = [...Object.keys(inputs), ...administrators].map((name) => `approvals.${name}`).sort();
    const aboutOne = approvalsContract.operations.filter(
      ({ input, kind }) =>
        // A job says what it found where it is followed.
        kind !== 'job' && input instanceof z.ZodObject && input.shape.requestId?.safeParse(undefined).success === false,
    );
    expect(aboutOne.map((operation) => operation.name).sort()).toEqual(all);
    const byName = new Map(approvalsContract.operations.map((operation) => [operation.name, operation]));
    const call = (name: string, input: unknown) =>
      curious.call(byName.get(`approvals.${name}`) as OperationContract, input as never);
    for (const [name, input] of Object.entries(inputs)) {
      const nobodys = { ...(input as object), requestId: crypto.randomUUID() };
      await expect(call(name, input), name).rejects.toMatchObject({ status: 404, code: 'kernel.notFound' });
      await expect(call(name, nobodys), name).rejects.toMatchObject({ status: 404, code: 'kernel.notFound' });
    }
    for (const name of administrators) {
      await expect(
        call(name, {
          requestId,
          slotId,
          to: ids.bo,
          visit: 1,
          attempt: 1,
          revision: 1,
          ok: true,
          form: {},
          reason: 'x',
        }),
        name,
      ).rejects.toMatchObject({
        status: 403,
      });
    }
    expect((await curious.call(operations.listToDo, {})).rows.some((row) => row.requestId === requestId)).toBe(false);
  });

  it('lets a process administrator in within his reach, and only the applicant’s employer is in it', async () => {
    const other = await aCompany(test, { name: '另一公司', departments: ['部'] });
    const outsider = await test.as(await aPerson(test, other, { name: 'outsider' }));
    const { requestId } = await submit(outsider);
    await expect(read(admin, requestId)).resolves.toMatchObject({ view: { status: 'running' } });
    await expect(admin.call(operations.terminateRequest, { requestId, reason: '不在管理范围' })).rejects.toMatchObject({
      code: 'approvals.administratorsOnly',
    });
    const mine = await submit(mei);
    await admin.call(operations.suspendRequest, { requestId: mine.requestId, reason: '核实中' });
    await expect(approve(head, mine.requestId)).rejects.toMatchObject({ status: 423 });
    await admin.call(operations.resumeRequest, { requestId: mine.requestId });
    const ended = await admin.call(operations.terminateRequest, { requestId: mine.requestId, reason: '重复' });
    expect(ended.status).toBe('terminated');
  });

  it('hands a leaver’s task over; a head who loses the post keeps the task that was opened for him', async () => {
    const { requestId } = await submit(mei, 'forms.all', [ids.bo]);
    const slotId = await taskOf(bo, requestId);
    const leaver = await aPerson(test, company, { name: 'leaver', department: '平台组' });
    await bo.call(operations.transfer, { requestId, slotId, to: leaver });
    const gone = await test.as(leaver);
    const { view } = await read(gone, requestId);
    const { revision } = await test.system(readPerson, { personId: leaver });
    await test.system(markLeft, { personId: leaver, revision, lastDay: '2026-03-01', successorId: ids.chen });
    await test.settle();
    await expect(
      gone.call(operations.act, { requestId, slotId, revision: view.revision, outcome: 'approve' }),
    ).rejects.toMatchObject({ status: 401 });
    expect((await approve(chen, requestId)).status).toBe('approved');

    const second = await submit(mei);
    const department = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision: department.revision, change: { headIds: [ids.bo] } });
    expect((await approve(head, second.requestId)).status).toBe('approved');
    const third = await submit(mei);
    expect((await approve(bo, third.requestId)).status).toBe('approved');
    const again = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision: again.revision, change: { headIds: [ids.head] } });
  });
});

describe('push', () => {
  const watched = (requestId?: string): [OperationContract, unknown][] => [
    [operations.listToDo, {}],
    [countToDo, {}],
    [operations.listMine, {}],
    [operations.listDone, {}],
    [operations.listCopied, {}],
    ...(requestId ? [[operations.readRequest, { requestId }] as [OperationContract, unknown]] : []),
  ];

  it('every command reaches everybody concerned', async () => {
    let requestId = '';
    const seen = await verifyPush(test, head, approvalsCache, watched(), async () => {
      requestId = (await submit(mei)).requestId;
    });
    expect(seen.map((event) => event.name)).toContain('approvals.taskOpened');
    const slotId = await taskOf(head, requestId);
    const steps: [TestClient, () => Promise<unknown>][] = [
      [head, () => noticesArrive(test, head)],
      [head, () => mei.call(operations.urge, { requestId })],
      [mei, () => head.call(operations.comment, { requestId, text: '在看', mentions: [ids.chen] })],
      [head, () => mei.call(operations.copyRequest, { requestId, people: [ids.chen] })],
      [head, () => head.call(operations.addApprover, { requestId, slotId, place: 'alongside', people: [ids.bo] })],
      [bo, async () => head.call(operations.removeApprover, { requestId, slotId: await taskOf(bo, requestId) })],
      [mei, () => admin.call(operations.suspendRequest, { requestId, reason: '核实' })],
      [head, () => admin.call(operations.resumeRequest, { requestId })],
      [mei, () => approve(head, requestId)],
      [head, () => mei.call(operations.comment, { requestId, text: '谢谢' })],
    ];
    for (const [viewer, step] of steps) await verifyPush(test, viewer, approvalsCache, watched(requestId), step);
    const copied = await verifyPush(test, hr, approvalsCache, watched(), async () =>
      approve(head, (await submit(mei)).requestId),
    );
    expect(copied.map((event) => event.name)).toContain('approvals.copied');
  });

  it('every viewer’s lists follow what becomes of a task and of the request', async () => {
    let requestId = '';
    const everywhere = (action: () => Promise<unknown>) =>
      [mei, head, bo, chen, admin].reduce<() => Promise<unknown>>(
        (inner, viewer) => () => verifyPush(test, viewer, approvalsCache, watched(requestId), inner),
        action,
      )();
    const opinion = { text: '看过' };
    const back = async (by: TestClient) => {
      const { view } = await read(by, requestId);
      const slotId = await taskOf(by, requestId);
      const to = { kind: 'applicant' as const };
      return by.call(operations.returnRequest, { requestId, slotId, revision: view.revision, to, opinion });
    };
    // Whoever watches a request must reach it: these take part in this one, or administer it.
    requestId = (await submit(mei, 'forms.all', [ids.bo, ids.chen])).requestId;
    await mei.call(operations.copyRequest, { requestId, people: [ids.head] });
    const slotId = await taskOf(bo, requestId);
    await everywhere(() => approve(bo, requestId, { opinion }));
    await everywhere(() => bo.call(operations.takeBack, { requestId, slotId, reason: '看错了' }));
    await everywhere(async () =>
      bo.call(operations.transfer, { requestId, slotId: await taskOf(bo, requestId), to: ids.head }),
    );
    await everywhere(async () =>
      admin.call(operations.reassign, {
        requestId,
        slotId: await taskOf(head, requestId),
        to: ids.bo,
        reason: '休假',
      }),
    );
    const happenedAt = test.program.kernel.clock.now().toString();
    const told = async (channel: 'phone' | 'inPerson') => {
      const slotIds = [await taskOf(bo, requestId)];
      const { urgeId } = await mei.call(operations.urge, { requestId, channel, slotIds, happenedAt });
      return { requestId, slotId: slotIds[0] ?? '', urgeId };
    };
    await everywhere(async () => bo.call(operations.confirmUrge, await told('phone')));
    await everywhere(async () => bo.call(operations.disputeUrge, { ...(await told('inPerson')), reason: '没有' }));
    await everywhere(() => back(bo));
    await everywhere(() => mei.call(operations.resubmitRequest, { requestId, form: { what: '去税务局' } }));
    await everywhere(() => mei.call(operations.withdrawRequest, { requestId }));

    requestId = (await submit(mei, 'forms.all', [ids.bo, ids.chen])).requestId;
    await mei.call(operations.copyRequest, { requestId, people: [ids.head] });
    await everywhere(() => admin.call(operations.suspendRequest, { requestId, reason: '核实' }));
    await everywhere(() => admin.call(operations.resumeRequest, { requestId }));
    await everywhere(() => admin.call(operations.terminateRequest, { requestId, reason: '重复' }));
  });

  it('tells a colleague nothing', async () => {
    const push = await openPush(test, curious);
    const { requestId } = await submit(mei);
    await approve(head, requestId);
    await test.settle();
    await push.roundTrip();
    expect(push.events).toEqual([]);
    push.close();
  });
});

describe('when a statement fails', () => {
  it('leaves nothing half-done, and the same command goes through afterwards', async () => {
    const tables = [
      'approvals.event',
      'approvals.done',
      'approvals.participant',
      'kernel.evidence_content',
      'kernel.event_pending',
      'kernel.audit',
      'kernel.command',
    ];
    await test.sql(`create function approvals.break_down() returns trigger language plpgsql as
      $$ begin raise exception 'broken on purpose'; end $$`);
    for (const table of tables) {
      const { requestId } = await submit(mei);
      const { view } = await read(head, requestId);
      const slotId = await taskOf(head, requestId);
      await test.settle();
      const before = await test.sql('select revision, head, state from approvals.instance where id = $1', [requestId]);
      await test.sql(
        `create trigger break_down before insert on ${table} for each statement execute function approvals.break_down()`,
      );
      const commandId = crypto.randomUUID();
      const input = { requestId, slotId, revision: view.revision, outcome: 'approve' as const };
      await expect(head.call(operations.act, input, { commandId }), table).rejects.toMatchObject({ status: 500 });
      await test.sql(`drop trigger break_down on ${table}`);
      expect(await test.sql('select revision, head, state from approvals.instance where id = $1', [requestId])).toEqual(
        before,
      );
      expect(await test.sql('select 1 from approvals.task where instance_id = $1', [requestId])).toHaveLength(1);
      expect((await head.call(operations.act, input, { commandId })).status, table).toBe('approved');
      expect(await problems(requestId)).toEqual([]);
    }
  });
});

describe('proof', () => {
  it('finds one changed character of a stored event, a missing one, and a rewritten state', async () => {
    const { requestId } = await submit(mei);
    await approve(head, requestId, { opinion: { text: '同意' } });
    expect(await problems(requestId)).toEqual([]);
    const change = (text: string) => test.sql(text, [requestId]);
    await change(
      `update approvals.event set body = jsonb_set(body, '{opinion,text}', '"同义"') where instance_id = $1 and body->>'type' = 'acted'`,
    );
    expect((await problems(requestId)).map((one) => one.what)).toEqual(['bodyChanged']);
    await change(
      `update approvals.event set body = jsonb_set(body, '{opinion,text}', '"同意"') where instance_id = $1 and body->>'type' = 'acted'`,
    );
    await change(`update approvals.instance set state = jsonb_set(state, '{status}', '"rejected"') where id = $1`);
    expect((await problems(requestId)).map((one) => one.what)).toEqual(['stateDiffers']);
    await change(`update approvals.instance set state = jsonb_set(state, '{status}', '"approved"') where id = $1`);
    await change(`update approvals.event set commitment = sha256('x') where instance_id = $1 and seq = 1`);
    expect((await problems(requestId)).map((one) => one.what)).toEqual(['linkBroken', 'commitmentChanged']);
    await change('delete from approvals.event where instance_id = $1 and seq = 1');
    expect((await problems(requestId)).map((one) => one.what)).toContain('missing');
    const pool = test.program.kernel.database.writePool;
    for (const text of [
      'update approvals.event set at = at',
      'delete from approvals.event',
      'update approvals.form_content set form = form',
    ]) {
      await expect(pool.query(text), text).rejects.toThrow(/permission denied/);
    }
  });
});

describe('limits of time', () => {
  const events = (name: string, requestId: string) =>
    test.sql<{ at: string; facts: Record<string, unknown> }>(
      `select at, facts from kernel.event where name = $1 and facts->>'requestId' = $2`,
      [name, requestId],
    );

  it('count from the delivered notice, in working time, over a night, a weekend and a make-up workday', async () => {
    // A Friday before a Saturday on which a holiday is made up for.
    await test.travelTo('2026-05-08T17:30:00+08:00');
    const { requestId } = await submit(mei);
    const slotId = await taskOf(head, requestId);
    await test.advance({ days: 0, hours: 1 });
    expect(await events('approvals.reminded', requestId)).toHaveLength(0);
    // Delivered after work: the time begins in the morning of the make-up workday.
    await noticesArrive(test, head);
    const row = (await head.call(operations.listToDo, {})).rows.find((one) => one.requestId === requestId);
    expect(
      Temporal.Instant.from(row?.dueAt ?? '')
        .toZonedDateTimeISO('Asia/Shanghai')
        .toPlainDate()
        .toString(),
    ).toBe('2026-05-09');
    expect(await problems(requestId)).toEqual([]);
    const put = (due: string) =>
      test.sql('update approvals.task set due_at = $2 where instance_id = $1', [requestId, due]);
    await put('2026-05-19T18:00:00+08:00');
    expect(await problems(requestId)).toEqual([
      { seq: 0, what: 'taskChanged', where: `${slotId} ${head.personId} due_at` },
    ]);
    await put(row?.dueAt ?? '');
    await test.travelTo('2026-05-09T09:50:00+08:00');
    expect(await events('approvals.reminded', requestId)).toHaveLength(0);
    await test.travelTo('2026-05-09T10:05:00+08:00');
    expect(await events('approvals.reminded', requestId)).toHaveLength(1);
    expect(await events('approvals.taskOverdue', requestId)).toHaveLength(0);
    await mei.call(operations.urge, { requestId });
    await test.travelTo('2026-05-09T18:30:00+08:00');
    const [overdue] = await events('approvals.taskOverdue', requestId);
    expect(overdue?.facts).toMatchObject({
      slotId,
      personId: ids.head,
      applicantId: ids.mei,
      limit: { workdays: 1 },
      unknownYears: [],
      urges: [{ id: 'u1', channel: 'app' }],
    });
    const { overdue: before } = await head.call(countToDo, {});
    const late = await head.call(operations.listToDo, { overdue: true, limit: 200 });
    expect(late.rows.map((one) => one.requestId)).toContain(requestId);
    expect(late.rows).toHaveLength(before);
    expect(await problems(requestId)).toEqual([]);
    await approve(head, requestId);
    expect((await head.call(countToDo, {})).overdue).toBe(before - 1);
    await test.advance({ days: 5 });
    expect(await events('approvals.taskOverdue', requestId)).toHaveLength(1);
  });

  it('never run before the notice was delivered, nor after the task was dealt with', async () => {
    const answered = await submit(mei);
    await noticesArrive(test, head);
    const undelivered = await submit(mei);
    await approve(head, answered.requestId);
    await test.advance({ days: 10 });
    for (const { requestId } of [undelivered, answered]) {
      expect(await events('approvals.reminded', requestId)).toHaveLength(0);
      expect(await events('approvals.taskOverdue', requestId)).toHaveLength(0);
    }
  });
});

describe('lists', () => {
  it('page by cursor without gap or double, and refuse a cursor that no page gave', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await submit(chen)).requestId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await chen.call(operations.listMine, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...answer.rows.map((row) => row.requestId));
      cursor = answer.next;
    } while (cursor);
    expect(seen).toEqual(made);
    await expect(chen.call(operations.listToDo, { cursor: 'x' })).rejects.toMatchObject({ status: 400 });
  });
});
