import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { writeCsv } from '#kernel/server/sheets/write-csv.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { formDesign } from './contract/form-design.ts';
import * as forms from './contract/form-operations.ts';
import * as operations from './contract/operations.ts';
import { designedKind, processKinds } from './contract/process-kind.ts';
import { editableForm, editedForm } from './server/form/editable-form.ts';
import { resolveDesigned } from './server/kind-of.ts';
import type { LoadedRequest } from './server/load-request.ts';
import { nextNumber } from './server/next-number.ts';
import { approvalsHouse, claimKind } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const kind = claimKind.name;
const card = '4111 1111 1111 1111';
const items = [
  { what: '住宿', quantity: 2, price: 38_000 },
  { what: '打车', quantity: 1, price: 4_550 },
];
const claim = { purpose: 'other', items, account: card };

/** The same, with a step that hides amounts and the account from its approver. */
const hiddenKind = designedKind({
  ...claimKind,
  name: 'forms.hidden',
  definition: {
    ...claimKind.definition,
    nodes: claimKind.definition.nodes.map((node) => ({
      ...node,
      fields: { account: 'hidden', 'items.price': 'hidden', 'items.amount': 'hidden' },
    })),
  },
});

const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [extend(processKinds, claimKind), extend(processKinds, hiddenKind)],
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;
let ids: { mei: string; head: string; hr: string; gone: string; curious: string };
let mei: TestClient;
let head: TestClient;
let hr: TestClient;
let curious: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  ids = {
    mei: await person('mei'),
    head: await person('head'),
    hr: await person('hr'),
    gone: await person('gone'),
    curious: await person('curious'),
  };
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  house.holders.set('hr', [ids.hr]);
  [mei, head, hr, curious] = (await Promise.all([ids.mei, ids.head, ids.hr, ids.curious].map((id) => test.as(id)))) as [
    TestClient,
    TestClient,
    TestClient,
    TestClient,
  ];
});
afterAll(() => test.stop());

const submit = (form: Record<string, unknown> = claim) => mei.call(operations.submitRequest, { kind, form });
const read = async (by: TestClient, requestId: string) => (await by.call(operations.readRequest, { requestId })).view;
const fieldOf = async (by: TestClient, requestId: string, name: string) =>
  (await read(by, requestId)).fields.find((field) => field.name === name);
const approve = async (requestId: string) => {
  const { rows } = await head.call(operations.listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { revision } = await read(head, requestId);
  return head.call(operations.act, { requestId, slotId, revision, outcome: 'approve' });
};

const ownKind = async (client: TestClient) =>
  (await client.call(operations.listKinds, {})).rows.find((row) => row.kind === kind);

describe('a request with a designed form', () => {
  it('is filled in by what the server says, counted by the server, and shown in its own words', async () => {
    expect(await ownKind(mei)).toEqual({
      kind,
      title: claimKind.title,
      startPath: '/requests/new/forms.claim',
      category: { zh: '表单', en: 'Forms' },
      lastAt: null,
    });
    const asked = await mei.call(forms.readDesign, { kind });
    expect(asked).toMatchObject({ usual: 'edit', facts: { today: '2026-03-02', applicant: ids.mei } });
    expect(formDesign.parse(asked.design)).toEqual(claimKind.design);

    const { requestId, number } = await submit({
      ...claim,
      total: 1,
      days: 'hidden',
      items: [{ ...items[0], amount: 1 }, items[1]],
    });
    expect(number).toBe('FY20260302-001');
    const view = await read(head, requestId);
    expect(view).toMatchObject({
      title: { zh: '其他费用申请', en: 'Claim: Other' },
      summary: { zh: '¥805.50', en: '¥805.50' },
    });
    expect(Object.fromEntries(view.fields.map((field) => [field.name, field.value]))).toEqual({
      purpose: 'other',
      items: [
        { ...items[0], amount: 76_000 },
        { ...items[1], amount: 4_550 },
      ],
      total: 80_550,
      reason: undefined,
      account: '•••• •••• 1111',
      witness: undefined,
    });
    const [line] = (await mei.call(operations.listMine, {})).rows;
    expect(line).toMatchObject({ requestId, title: view.title, summary: view.summary });
    const again = await submit();
    expect((await ownKind(mei))?.lastAt).toEqual(expect.any(String));
    expect((await ownKind(curious))?.lastAt).toBeNull();
    expect(again.number).toBe('FY20260302-002');
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['nothing', {}, 'form.items', 'tooFewRows'],
    ['a wrong card', { ...claim, account: '4111' }, 'form.account', 'badBankAccount'],
    [
      'a dear one without a reason',
      { ...claim, items: [{ what: 'x', quantity: 1, price: 100_000 }] },
      'form.reason',
      'required',
    ],
    [
      'one that is too dear',
      { ...claim, reason: 'x', items: [{ what: 'x', quantity: 1, price: 5_000_001 }] },
      'form',
      '超过五万元请走付款申请',
    ],
    [
      'a row without its price',
      { ...claim, items: [...items, { what: 'x', quantity: 1 }] },
      'form.items.2.price',
      'required',
    ],
    ['rows that are none', { ...claim, items: 'many' }, 'form.items', 'notARow'],
    [
      'somebody who isn’t there',
      { ...claim, witness: '00000000-0000-7000-8000-000000000000' },
      'form.witness',
      'notFound',
    ],
  ])('refuses %s', async (_, form, path, message) => {
    await expect(submit(form)).rejects.toMatchObject({
      status: 400,
      facts: { problems: expect.arrayContaining([{ path, message }]) },
    });
  });

  it('shows the path while it is being filled in', async () => {
    const preview = await mei.call(operations.previewRequest, { kind, form: { purpose: 'travel' } });
    expect(preview.steps[0]?.people.map((person) => person.name)).toEqual(['head']);
  });

  it('comes back to the applicant with everything that was typed, and goes again', async () => {
    const { requestId } = await submit();
    await expect(mei.call(forms.readForm, { requestId })).rejects.toMatchObject({ code: 'approvals.nothingToEdit' });
    const { rows } = await head.call(operations.listToDo, { limit: 200 });
    const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    const { revision } = await read(head, requestId);
    await head.call(operations.returnRequest, {
      requestId,
      slotId,
      revision,
      to: { kind: 'applicant' },
      opinion: { text: '卡号写错了' },
    });
    const back = await mei.call(forms.readForm, { requestId });
    expect(back.values).toMatchObject({ account: '4111111111111111', items: [{ what: '住宿' }, { what: '打车' }] });
    await mei.call(operations.resubmitRequest, { requestId, form: { ...back.values, account: '5555555555554444' } });
    expect((await fieldOf(head, requestId, 'account'))?.value).toBe('•••• •••• 4444');
  });

  it('keeps a colleague who left since', async () => {
    const { requestId } = await submit({ ...claim, witness: ids.gone });
    const { revision } = await read(head, requestId);
    const { rows } = await head.call(operations.listToDo, { limit: 200 });
    const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    await head.call(operations.returnRequest, {
      requestId,
      slotId,
      revision,
      to: { kind: 'applicant' },
      opinion: { text: 'x' },
    });
    const person = await test.system(readPerson, { personId: ids.gone });
    await test.system(markLeft, { personId: ids.gone, revision: person.revision, lastDay: '2026-03-01' });
    const { values } = await mei.call(forms.readForm, { requestId });
    await mei.call(operations.resubmitRequest, { requestId, form: values });
    expect((await fieldOf(mei, requestId, 'witness'))?.value).toBe(ids.gone);
  });
});

describe('what is sensitive', () => {
  it('is masked, shown on asking, and every look is in the audit', async () => {
    const { requestId } = await submit();
    expect(await fieldOf(head, requestId, 'account')).toMatchObject({ masked: true, value: '•••• •••• 1111' });
    const looked = await head.call(forms.revealField, { requestId, fieldId: 'account' });
    expect(looked).toEqual({ value: '4111111111111111' });
    const audit = await test.sql<{ actor_id: string; objects: unknown }>(
      `select actor_id, objects from kernel.audit where operation = 'approvals.revealField' and outcome = 'looked'`,
    );
    expect(audit).toEqual([
      {
        actor_id: ids.head,
        objects: [
          { type: 'request', id: requestId },
          { type: 'field', id: 'account' },
        ],
      },
    ]);
    await expect(head.call(forms.revealField, { requestId, fieldId: 'items.0' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(curious.call(forms.revealField, { requestId, fieldId: 'account' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('isn’t there for who only gets a copy', async () => {
    const { requestId } = await submit();
    await approve(requestId);
    expect(await fieldOf(hr, requestId, 'account')).toMatchObject({ hidden: true });
    await expect(hr.call(forms.revealField, { requestId, fieldId: 'account' })).rejects.toMatchObject({
      code: 'approvals.noSuchField',
    });
  });
});

describe('field permissions of a step', () => {
  /** The request as its approver's step would load it under these permissions. */
  const loadedWith = async (requestId: string, fields: Record<string, 'edit' | 'read' | 'hidden'>) => {
    const [row] = await test.sql<{ state: never; form: never }>(
      'select state, form from approvals.instance where id = $1',
      [requestId],
    );
    const kind = resolveDesigned(claimKind);
    const nodes = kind.definition.nodes.map((node) => ({ ...node, fields }));
    const request = { kind, definition: { ...kind.definition, nodes }, applicantId: ids.mei, ...row };
    const context = { db: test.program.kernel.database.read as never, now: test.program.kernel.clock.now() };
    return { context, request: request as unknown as LoadedRequest };
  };

  it('let an approver change what he may, worked out anew, and nothing else', async () => {
    const { requestId } = await submit();
    const { context, request } = await loadedWith(requestId, { 'items.price': 'edit', account: 'hidden' });
    const edit = (form: Record<string, unknown>) => editedForm(context, request, ids.head, form);
    const cheaper = [{ ...items[0], price: 30_000, amount: 76_000 }, items[1]];
    expect(await edit({ items: cheaper })).toEqual({
      purpose: 'other',
      items: [
        { ...items[0], price: 30_000, amount: 60_000 },
        { ...items[1], amount: 4_550 },
      ],
      total: 64_550,
      account: '4111111111111111',
    });
    expect(await edit({})).toBeUndefined();
    await expect(edit({ items: [{ ...items[0], quantity: 1 }, items[1]], purpose: 'travel' })).rejects.toMatchObject({
      failure: { code: 'approvals.fieldNotEditable' },
      facts: { fields: ['purpose', 'items.0.quantity'] },
    });
    await expect(edit({ items: [{ ...items[0], price: 3_000_000 }, items[1]] })).rejects.toMatchObject({
      facts: { problems: [{ path: 'form', message: '超过五万元请走付款申请' }] },
    });
  });

  it('give nothing to change to who isn’t asked, or may only read', async () => {
    const { requestId } = await submit();
    const { request } = await loadedWith(requestId, { reason: 'edit' });
    expect(editableForm(request, ids.head).rights).toEqual({ permissions: { reason: 'edit' }, usual: 'read' });
    expect(() => editableForm(request, ids.mei)).toThrow('approvals.nothingToEdit');
    const readOnly = (await loadedWith(requestId, { reason: 'read' })).request;
    expect(() => editableForm(readOnly, ids.head)).toThrow('approvals.nothingToEdit');
  });
});

it('a step shows its people what it doesn’t hide from them, and the applicant everything', async () => {
  const { requestId } = await mei.call(operations.submitRequest, { kind: hiddenKind.name, form: claim });
  expect(await fieldOf(head, requestId, 'account')).toBeUndefined();
  expect((await fieldOf(head, requestId, 'items'))?.value).toEqual(
    items.map(({ what, quantity }) => ({ what, quantity })),
  );
  await expect(head.call(forms.revealField, { requestId, fieldId: 'account' })).rejects.toMatchObject({ status: 404 });
  expect((await fieldOf(mei, requestId, 'account'))?.value).toBe('•••• •••• 1111');
  // What he saw is what his answer proves, so it goes through.
  expect((await approve(requestId)).status).toBe('approved');
});

describe('rows from a file', () => {
  const send = (bytes: Uint8Array, name = '明细.xlsx', table = 'items') =>
    mei.call(forms.readRows, { kind, table }, { file: { bytes, name } });

  it('come as they stand there, from the sheet that was downloaded', async () => {
    const { bytes } = (await mei.call(forms.downloadRowSheet, { kind, table: 'items' })) as unknown as {
      bytes: Uint8Array;
    };
    const sheet = readSheet(bytes, 'x.xlsx', () => 1);
    expect('rows' in sheet && sheet.rows.map((row) => row.cells)).toEqual([['项目*', '数量*', '单价*']]);
    const filled = writeXlsx([
      {
        name: '明细',
        rows: [
          ['项目*', '数量*', '单价*', '备注'],
          ['住宿', '2', '380', 'x'],
          ['打车', '1', '¥1,045.50', ''],
        ],
      },
    ]);
    let answer: Awaited<ReturnType<typeof send>> | undefined;
    await verifyPush(test, mei, approvalsCache, [[operations.listMine, {}]], async () => {
      answer = await send(filled);
    });
    expect(answer).toEqual({
      rows: [
        { what: '住宿', quantity: 2, price: 38_000 },
        { what: '打车', quantity: 1, price: 104_550 },
      ],
      problems: [],
      moreProblems: 0,
      leftAside: ['备注'],
    });
  });

  it('don’t come at all where one is wrong, and it says which', async () => {
    const csv = writeCsv([['金额说明'], ['单价', '项目'], ['12.345', '住宿'], ['很多', ''], ['1', 'x'.repeat(101)]]);
    expect(await send(csv, 'x.csv')).toMatchObject({
      rows: [],
      problems: [
        { row: 2, code: 'headingMissing', facts: { name: '数量' } },
        { row: 3, column: 'A', heading: '单价', code: 'notReadable', facts: { text: '12.345' } },
        { row: 4, column: 'A', code: 'notReadable' },
        { row: 4, column: 'B', code: 'required' },
        { row: 5, column: 'B', code: 'tooLong', facts: { most: 100 } },
      ],
    });
  });

  it('don’t come from what is no table', async () => {
    expect((await send(new TextEncoder().encode('%PDF-1.7 x'), 'x.xlsx')).problems[0]?.code).toBe('file.not_a_sheet');
    expect((await send(writeCsv([['姓名'], ['x']]), 'x.csv')).problems[0]?.code).toBe('noHeadings');
    await expect(send(writeCsv([['x']]), 'x.csv', 'total')).rejects.toMatchObject({ code: 'approvals.noSuchField' });
  });
});

it('numbers by prefix, date and employer, and never the same twice', async () => {
  const numbered = (more: object) =>
    resolveDesigned({
      ...claimKind,
      name: 'forms.numbered',
      design: formDesign.parse({ ...claimKind.design, numbering: { prefix: 'FY', ...more } }),
    });
  const next = (more: object, employerId = company.employerId) =>
    test.program.kernel.database.write.transaction().execute((db) =>
      nextNumber({ db, now: test.program.kernel.clock.now() } as never, numbered(more), {
        id: employerId,
        timeZone: 'Asia/Shanghai',
      }),
    );
  // The claims above have taken the first ones of this stem.
  expect(await next({ date: 'day', reset: 'day', digits: 3 })).not.toBe('FY20260302-001');
  expect(await next({ prefix: '人字〔', date: 'year', reset: 'year', digits: 1 })).toBe('人字〔2026-1');
  const employers = [{ employerId: ids.mei, prefix: 'GZ' }];
  expect(await next({ prefix: 'Q', date: 'none', reset: 'never', digits: 6, employers })).toBe('Q000001');
  expect(await next({ prefix: 'Q', date: 'none', reset: 'never', digits: 6, employers }, ids.mei)).toBe('GZ000001');
  expect(await next({ prefix: 'Q', date: 'none', reset: 'never', digits: 6, employers })).toBe('Q000002');
});
