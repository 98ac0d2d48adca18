import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { firstHash, nextLink } from '#kernel/server/chain/next-link.ts';
import { recordEvidence } from '#kernel/server/chain/record-evidence.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import * as operations from './contract/operations.ts';
import { designedKind, processKinds } from './contract/process-kind.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse } from './testing.ts';

const label = (text: string) => ({ zh: text, en: text });
const large = designedKind({
  name: 'large.form',
  title: label('很大的表单'),
  version: 1,
  copiesSeeAll: [],
  design: {
    fields: [
      ...Array.from({ length: 293 }, (_, n) => ({ kind: 'text' as const, name: `f${n}`, label: label(`字段${n}`) })),
      { kind: 'number', name: 'parts', label: label('分期') },
      { kind: 'formula', name: 'each', label: label('每期'), formula: 'items_amount_sum / parts' },
      {
        kind: 'table',
        name: 'items',
        label: label('明细'),
        atMost: 1_000,
        columns: [
          { kind: 'number', name: 'quantity', label: label('数量') },
          { kind: 'number', name: 'price', label: label('单价') },
          { kind: 'formula', name: 'amount', label: label('金额'), formula: 'quantity * price' },
        ],
        sums: ['amount'],
      },
    ],
    numbering: { prefix: 'DA' },
  },
  definition: {
    start: { kind: 'start', id: 'start', name: '申请' },
    nodes: [
      {
        kind: 'approve',
        id: 'chosen',
        name: '审批',
        approvers: [{ kind: 'applicantChosen' }],
        empty: { kind: 'reject' },
        self: 'acts',
        mode: { kind: 'all' },
      },
    ],
  },
});

let test: TestProgram;
let mei: TestClient;
let bo: TestClient;
beforeAll(async () => {
  const house = approvalsHouse([
    serverModule({
      contract: moduleContract({ name: 'large', title: label('大'), extensions: [extend(processKinds, large)] }),
      handlers: [],
    }),
  ]);
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  mei = await test.as(await aPerson(test, company, { name: 'mei' }));
  bo = await test.as(await aPerson(test, company, { name: 'bo' }));
});
afterAll(() => test?.stop());

const texts = Object.fromEntries(Array.from({ length: 293 }, (_, n) => [`f${n}`, `第 ${n} 项`]));
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ quantity: 2, price: n }));
const submit = (form: Record<string, unknown>) =>
  mei.call(operations.submitRequest, { kind: 'large.form', form, chosen: { chosen: [bo.personId] } });
const read = (requestId: string) => bo.call(operations.readRequest, { requestId });
const approve = async (requestId: string, revision: number) => {
  const { rows: waiting } = await bo.call(operations.listToDo, { limit: 200 });
  const slotId = waiting.find((row) => row.requestId === requestId)?.slotId ?? '';
  return bo.call(operations.act, { requestId, slotId, revision, outcome: 'approve' });
};
const problems = async (requestId: string) => {
  const { database, evidenceKeys } = test.program.kernel;
  return (await verifyApproval(database.readPool, evidenceKeys, requestId)).map((one) => one.what);
};

describe('a form of about 300 fields and 1,000 rows', () => {
  it('is submitted, shown, approved and proved over HTTP, and one row more is refused', async () => {
    const { requestId } = await submit({ ...texts, parts: 4, items: rows(1_000) });
    const { view } = await read(requestId);
    const [stored] = await test.sql<{ each: number; rows: number }>(
      `select (form->>'each')::numeric::float8 as each, jsonb_array_length(form->'items') as rows
       from approvals.instance where id = $1`,
      [requestId],
    );
    expect(stored).toEqual({ each: 999_000 / 4, rows: 1_000 });
    expect((await approve(requestId, view.revision)).status).toBe('approved');
    expect(await problems(requestId)).toEqual([]);
    const tooMany = submit({ ...texts, parts: 4, items: rows(1_001) });
    await expect(tooMany).rejects.toThrow('tooManyRows');
  });
});

describe('a formula that divides by zero', () => {
  it('is said by its field and refused, and the same form goes through with another number', async () => {
    await expect(submit({ parts: 0, items: rows(2) })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('form.each cannotCompute'),
    });
    await expect(submit({ parts: 2, items: rows(2) })).resolves.toMatchObject({ status: 'running' });
  });
});

describe('an approver who is renamed between opening and pressing', () => {
  it('decides what he saw; the record names the person, whatever he is called', async () => {
    const { requestId } = await submit({ parts: 1, items: rows(1) });
    const { view } = await read(requestId);
    const { revision } = await test.system(readPerson, { personId: bo.personId });
    await test.system(changePerson, { personId: bo.personId, revision, change: { name: '薄新名' } });
    expect((await approve(requestId, view.revision)).status).toBe('approved');
    const after = await mei.call(operations.readRequest, { requestId });
    expect(after.people.find((one) => one.id === bo.personId)?.name).toBe('薄新名');
    expect(await problems(requestId)).toEqual([]);
  });
});

describe('an administrator who alters rows in the database', () => {
  const rowProblems = async (requestId: string) => {
    const { database, evidenceKeys } = test.program.kernel;
    return (await verifyApproval(database.readPool, evidenceKeys, requestId)).map(({ what, where }) => [what, where]);
  };

  it('of tasks, their times, what was dealt with, and the request: each is found and named', async () => {
    const { requestId } = await submit({ ...texts, parts: 1 });
    await test.settle();
    const task = `1.1 ${bo.personId}`;
    const changes = [
      ['approvals.task', 'due_at', `'2026-12-31 00:00+00'`, ['taskChanged', `${task} due_at`]],
      ['approvals.task', 'opened_at', `opened_at - interval '1 day'`, ['taskChanged', `${task} opened_at`]],
      ['approvals.task', 'overdue', 'not overdue', ['taskChanged', `${task} overdue`]],
      ['approvals.task', 'urged_at', `'2026-01-01 00:00+00'`, ['taskChanged', `${task} urged_at`]],
      ['approvals.task', 'principal_id', `'${mei.personId}'`, ['taskChanged', `${task} principal_id`]],
      ['approvals.task', 'delivered_at', `'2026-01-01 00:00+00'`, ['taskChanged', `${task} delivered_at`]],
      ['approvals.instance', 'number', `'DA-1'`, ['requestDiffers', 'number']],
      ['approvals.instance', 'status', `'rejected'`, ['requestDiffers', 'status']],
      ['approvals.instance', 'form', `form || '{"f0": "别的"}'`, ['requestDiffers', 'form']],
      ['approvals.instance', 'submitted_at', `submitted_at - interval '1 day'`, ['requestDiffers', 'submitted_at']],
    ] as const;
    for (const [table, column, value, problem] of changes) {
      const key = table === 'approvals.task' ? 'instance_id' : 'id';
      const [before] = await test.sql(`select ${column}::text as value from ${table} where ${key} = $1`, [requestId]);
      await test.sql(`update ${table} set ${column} = ${value} where ${key} = $1`, [requestId]);
      expect(await rowProblems(requestId), column).toEqual([problem]);
      await test.sql(`update ${table} set ${column} = $2 where ${key} = $1`, [requestId, before?.value]);
      expect(await rowProblems(requestId), column).toEqual([]);
    }
    await test.sql('update approvals.task set holder_id = $2 where instance_id = $1', [requestId, mei.personId]);
    expect(await rowProblems(requestId)).toEqual([
      ['taskMissing', task],
      ['taskAdded', `1.1 ${mei.personId}`],
    ]);
    await test.sql('update approvals.task set holder_id = $2 where instance_id = $1', [requestId, bo.personId]);
    const { view } = await read(requestId);
    await approve(requestId, view.revision);
    expect(await rowProblems(requestId)).toEqual([]);
    await test.sql(`update approvals.done set outcome = 'rejected' where instance_id = $1`, [requestId]);
    expect(await rowProblems(requestId)).toEqual([['doneChanged', `${task} outcome`]]);
    await test.sql('delete from approvals.done where instance_id = $1', [requestId]);
    expect(await rowProblems(requestId)).toEqual([['doneMissing', task]]);
  });
});

describe('an administrator who alters history in the database', () => {
  it.each([
    [
      'an event',
      `update approvals.event set body = jsonb_set(body, '{at}', '"2020-01-01T00:00:00Z"') where instance_id = $1 and seq = 1`,
      'bodyChanged',
    ],
    [
      'a content of the form',
      `update approvals.form_content set content = content || '{"f0": "别的"}' where instance_id = $1`,
      'formChanged',
    ],
    [
      'the state',
      `update approvals.instance set state = jsonb_set(state, '{status}', '"rejected"') where id = $1`,
      'stateDiffers',
    ],
    ['the number of events', `update approvals.instance set revision = revision - 1 where id = $1`, 'headDiffers'],
  ])('%s: found by verify', async (_, change, what) => {
    const { requestId } = await submit({ ...texts, parts: 1 });
    const { view } = await read(requestId);
    await approve(requestId, view.revision);
    expect(await problems(requestId)).toEqual([]);
    await test.sql(change, [requestId]);
    expect(await problems(requestId)).toContain(what);
  });
});

describe('records from before steps were sealed as one', () => {
  /** Seals every event by itself, as it was done then, in the place of what the step was sealed with. */
  async function resealed(requestId: string): Promise<void> {
    const { database, evidenceKeys, newId } = test.program.kernel;
    const [step] = await test.sql<{ applicant: string; form: object; number: string; employer: string }>(
      `select applicant_id as applicant, form, number, employer_id as employer
       from approvals.instance where id = $1`,
      [requestId],
    );
    const chain = `approval:${requestId}`;
    const events = await test.sql<{ seq: number; body: { at: string; type: string } }>(
      'select seq, body from approvals.event where instance_id = $1 order by seq',
      [requestId],
    );
    await test.sql('update kernel.evidence_content set chain = $2 where chain = $1', [chain, `was ${chain}`]);
    const client = { query: (text: string, values?: unknown[]) => database.writePool.query(text, values) };
    let head: Buffer = firstHash(chain);
    for (const { seq, body } of events) {
      const { number, employer: employerId } = step ?? { number: '', employer: '' };
      const record = {
        requestId,
        seq,
        event: body,
        ...(body.type === 'submitted' && {
          form: { number: 1, content: step?.form },
          request: { number, kind: 'large.form', definitionVersion: 1, employerId },
        }),
      };
      const sealed = await recordEvidence(client as never, evidenceKeys, {
        id: newId(),
        chain,
        kind: `approvals.${body.type}`,
        at: body.at,
        subjectPersonId: step?.applicant,
        record: record as never,
      });
      const link = nextLink(head, sealed.commitment, seq, { evidenceId: sealed.id });
      head = link.hash;
      await test.sql(
        `update approvals.event set evidence_id = $3, commitment = $4, algorithm = $5, hash = $6
         where instance_id = $1 and seq = $2`,
        [requestId, seq, sealed.id, sealed.commitment, link.algorithm, link.hash],
      );
    }
    await test.sql('update approvals.instance set head = $2 where id = $1', [requestId, head]);
    await test.settle();
  }

  it('prove a request as those of today do, and it goes on in the same chain', async () => {
    const { requestId } = await submit({ parts: 1, items: rows(1) });
    await resealed(requestId);
    expect(await problems(requestId)).toEqual([]);
    const { view } = await read(requestId);
    expect((await approve(requestId, view.revision)).status).toBe('approved');
    await test.settle();
    expect(await problems(requestId)).toEqual([]);
  });

  it('a changed and a missing event are found and named', async () => {
    const { requestId } = await submit({ parts: 1, items: rows(1) });
    await resealed(requestId);
    const change = (reason: string) =>
      test.sql(`update approvals.event set body = body || $2 where instance_id = $1 and seq = 1`, [requestId, reason]);
    await change('{"urgent":"后来写上"}');
    expect(await problems(requestId)).toContain('bodyChanged');
    await test.sql(`update approvals.event set body = body - 'urgent' where instance_id = $1 and seq = 1`, [requestId]);
    expect(await problems(requestId)).toEqual([]);
    await test.sql('delete from approvals.event where instance_id = $1 and seq = 2', [requestId]);
    expect(await problems(requestId)).toEqual(expect.arrayContaining(['missing', 'linkBroken', 'eventRemoved']));
  });
});
