import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import type { OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { readArchive, verifyCode } from './contract/archive.ts';
import { definition } from './contract/definition.ts';
import * as requests from './contract/operations.ts';
import { administer, designTemplates, governTemplates } from './contract/permissions.ts';
import { type ProcessKind, processKind, processKinds } from './contract/process-kind.ts';
import { publishingProcess } from './contract/publishing-kind.ts';
import { type ReadyTemplate, readyTemplates } from './contract/ready-template.ts';
import type { TemplateContent, TemplateFile } from './contract/template.ts';
import * as operations from './contract/template-operations.ts';
import { approvalsHouse } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const asked = (id: string, approvers: object[]) => ({
  kind: 'approve' as const,
  id,
  name: id,
  approvers,
  empty: { kind: 'processAdministrator' as const },
  self: 'departmentHead' as const,
  mode: { kind: 'all' as const },
});
const flow = (...nodes: object[]) =>
  definition.parse({ start: { kind: 'start', id: 'start', name: '申请' }, nodes: nodes as never });

const errand: ProcessKind = processKind({
  name: 'forms.errand',
  title: { zh: '外出', en: 'Errand' },
  version: 1,
  form: z.object({ what: z.string().min(1).max(200), far: z.enum(['yes', 'no']).default('no') }),
  fields: [
    { name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' },
    {
      name: 'far',
      label: { zh: '远', en: 'Far' },
      type: 'choice',
      choices: { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } },
    },
  ],
  summary: (given) => ({ zh: given.what, en: given.what }),
  numberPrefix: 'WC',
  startPath: '/errand/new',
  copiesSeeAll: [],
  definition: flow(asked('head', [{ kind: 'departmentHead' }])),
});
/** What a newer program brings; the test puts it in the place of the older one. */
const kinds = { errand };

const ready: ReadyTemplate = {
  name: 'forms.ready',
  title: { zh: '合同审批', en: 'Contract' },
  summary: { zh: '签合同前的审批', en: 'Before a contract is signed' },
  category: '合同',
  content: {
    design: {
      fields: [{ kind: 'text', name: 'party', label: { zh: '对方', en: 'Party' }, required: true }],
      numbering: { prefix: 'HT' },
    },
    definition: flow(asked('head', [{ kind: 'departmentHead' }])),
    settings: {
      title: { zh: '合同审批', en: 'Contract' },
      numbering: null,
      heading: null,
      retention: 10,
      starters: { kind: 'everybody' },
    },
  },
};

const house = approvalsHouse([
  serverModule({
    contract: {
      ...moduleContract({ name: 'forms', title: { zh: '表单', en: 'Forms' } }),
      get extensions() {
        return [extend(processKinds, kinds.errand), extend(readyTemplates, ready)];
      },
    },
    handlers: [],
  }),
]);

let test: TestProgram;
let group: TestCompany;
let subsidiary: TestCompany;
const names = ['mei', 'head', 'boss', 'designer', 'other', 'admin', 'second', 'branch', 'worker'] as const;
type Name = (typeof names)[number];
const ids = {} as Record<Name, string>;
const who = {} as Record<Name, TestClient>;
let departmentId: string;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  group = await aCompany(test);
  subsidiary = await aCompany(test, { name: '云澜分公司', parentId: group.employerId, departments: ['前厅'] });
  departmentId = group.departments.平台组 ?? '';
  for (const name of names) {
    const company = name === 'branch' || name === 'worker' ? subsidiary : group;
    const department =
      company === subsidiary
        ? '前厅'
        : name === 'boss' || name === 'admin' || name === 'second'
          ? group.rootId
          : '平台组';
    ids[name] = await aPerson(test, company, { name, department });
  }
  const heads = async (id: string, headIds: string[]) => {
    const { revision } = await test.system(readDepartment, { departmentId: id });
    await test.system(changeDepartment, { departmentId: id, revision, change: { headIds } });
  };
  await heads(departmentId, [ids.head]);
  await heads(group.rootId, [ids.boss]);
  await heads(subsidiary.rootId, [ids.branch]);
  house.holders.set('administrator', [ids.admin]);
  house.holders.set(administer.name, [ids.admin]);
  house.holders.set(administer.name, [ids.admin]);
  for (const name of ['designer', 'other', 'head'] as const) {
    house.grants.set(ids[name], [{ permission: designTemplates, reach: 'departmentTree', ids: [departmentId] }]);
  }
  for (const name of ['admin', 'second'] as const) {
    house.grants.set(ids[name], [
      { permission: designTemplates, reach: 'company' },
      { permission: governTemplates, reach: 'company' },
      { permission: administer, reach: 'company' },
    ]);
  }
  house.grants.set(ids.branch, [{ permission: designTemplates, reach: 'employer' }]);
  for (const name of names) who[name] = await test.as(ids[name]);
});
afterAll(() => test.stop());

const create = (by: TestClient, zh: string, from: object = { kind: 'blank' }) =>
  by.call(operations.createTemplate, { title: { zh }, ownerDepartmentId: departmentId, from: from as never });
const read = (by: TestClient, kind: string, employerId?: string) =>
  by.call(operations.readTemplate, { kind, ...(employerId && { employerId }) });
const save = async (by: TestClient, kind: string, change: (content: TemplateContent) => TemplateContent) => {
  const { draft, content } = await read(by, kind);
  return by.call(operations.saveTemplateDraft, {
    kind,
    revision: draft?.revision ?? 0,
    content: change(draft?.content ?? content) as never,
  });
};
const ask = async (by: TestClient, kind: string, more: object = {}) => {
  const { draft } = await read(by, kind, (more as { employerId?: string }).employerId);
  return by.call(operations.askToPublish, { kind, revision: draft?.revision ?? 0, note: '改进', ...more });
};
const agree = async (by: TestClient, requestId: string) => {
  await test.settle();
  const { view } = await by.call(requests.readRequest, { requestId });
  const { rows } = await by.call(requests.listToDo, { limit: 200 });
  const row = rows.find((one) => one.requestId === requestId);
  if (!row) throw new Error('no task');
  const done = await by.call(requests.act, {
    requestId,
    slotId: row.slotId,
    revision: view.revision,
    outcome: 'approve',
  });
  await test.settle();
  return done.status;
};
/** Department flows: reviewed by the administrator, signed by the department head. */
const publish = async (by: TestClient, kind: string, more: object = {}) => {
  const { requestId, published } = await ask(by, kind, more);
  if (!published) await agree(who.admin, requestId);
  if (by !== who.head && !published) await agree(who.head, requestId);
  await test.settle();
  return requestId;
};
const versions = (by: TestClient, kind: string, employerId?: string) =>
  by.call(operations.listTemplateVersions, { kind, ...(employerId && { employerId }) }).then(({ rows }) => rows);
const kindsOf = (by: TestClient) => by.call(requests.listKinds, {}).then(({ rows }) => rows.map((row) => row.kind));
const withTitle = (zh: string) => (content: TemplateContent) => ({
  ...content,
  settings: { ...content.settings, title: { zh } },
});
const withFlow =
  (...nodes: object[]) =>
  (content: TemplateContent) => ({ ...content, definition: flow(...nodes) });

describe('a template of a department', () => {
  it('is made, asked for, reviewed, signed, and can be begun once it is in force', async () => {
    const { kind } = await create(who.designer, '领用');
    expect((await read(who.designer, kind)).head).toMatchObject({ state: 'draft', class: 'department', version: null });
    expect(await kindsOf(who.mei)).not.toContain(kind);
    await expect(who.mei.call(requests.submitRequest, { kind, form: { matter: '纸' } })).rejects.toMatchObject({
      code: 'approvals.templateNotLive',
    });

    const { requestId, published } = await ask(who.designer, kind);
    expect(published).toBe(false);
    const publication = await who.head.call(operations.readPublication, { requestId }).catch((error) => error.code);
    // The head isn't asked before the administrator has reviewed it.
    expect(publication).toBe('kernel.notFound');
    expect(await agree(who.admin, requestId)).toBe('running');
    const frozen = await who.head.call(operations.readPublication, { requestId });
    expect(frozen).toMatchObject({ kind, outcome: 'asked', draftMovedOn: false });
    expect(
      (await who.head.call(requests.readRequest, { requestId })).view.fields.find((one) => one.name === 'digest')
        ?.value,
    ).toBe(frozen.digest);
    expect(await agree(who.head, requestId)).toBe('approved');

    expect((await read(who.designer, kind)).head).toMatchObject({ state: 'live', version: 1, hasDraft: false });
    const [version] = await versions(who.designer, kind);
    expect(version).toMatchObject({ version: 1, by: 'company', alone: false, note: '改进', requestId, inForce: true });
    expect(await kindsOf(who.mei)).toContain(kind);
    const sent = await who.mei.call(requests.submitRequest, { kind, form: { matter: '纸' } });
    expect(sent.number).toMatch(/^ZD\d+-202603-0001$/);
    const { view } = await who.mei.call(requests.readRequest, { requestId: sent.requestId });
    expect(view.title).toEqual({ zh: '领用', en: '领用' });
    expect(view.fields[0]).toMatchObject({ name: 'matter', value: '纸' });
    const mine = await who.mei.call(requests.listMine, {});
    expect(mine.rows[0]?.title.zh).toBe('领用');
    const { code } = await who.mei.call(readArchive, { requestId: sent.requestId });
    expect((await test.visitor().call(verifyCode, { code })).title).toEqual({ zh: '领用', en: '领用' });
  });

  it('publishes what was frozen, though the draft went on', async () => {
    const { kind } = await create(who.designer, '冻结');
    const { requestId } = await ask(who.designer, kind);
    await save(who.designer, kind, withTitle('后来的名字'));
    await expect(ask(who.designer, kind)).rejects.toMatchObject({
      code: 'approvals.publicationOpen',
      facts: { requestId },
    });
    await agree(who.admin, requestId);
    expect((await who.head.call(operations.readPublication, { requestId })).draftMovedOn).toBe(true);
    await agree(who.head, requestId);
    const now = await read(who.designer, kind);
    expect(now.content.settings.title.zh).toBe('冻结');
    expect(now.draft).toMatchObject({ baseVersion: 1, content: { settings: { title: { zh: '后来的名字' } } } });
    expect(now.changes).toEqual([
      { part: 'settings', what: 'changed', at: ['title', 'zh'], before: '冻结', after: '后来的名字' },
    ]);
  });

  it('can’t be published with problems, without a change, or by a request of one’s own making', async () => {
    const { kind } = await create(who.designer, '有问题');
    await save(
      who.designer,
      kind,
      withFlow(asked('a', [{ kind: 'departmentHead' }]), asked('a', [{ kind: 'departmentHead' }])),
    );
    const { problems } = await read(who.designer, kind);
    expect(problems).toMatchObject([{ part: 'flow', at: 'a', code: 'duplicateId', severity: 'error' }]);
    await expect(ask(who.designer, kind)).rejects.toMatchObject({
      code: 'approvals.draftHasProblems',
      facts: { count: 1 },
    });
    const gone = '00000000-0000-7000-8000-000000000123';
    await save(who.designer, kind, withFlow(asked('a', [{ kind: 'named', people: [gone] }])));
    await expect(ask(who.designer, kind)).rejects.toMatchObject({
      facts: { problems: [{ part: 'flow', at: 'a', code: 'personGone', facts: { id: gone } }] },
    });
    const sub = { kind: 'subProcess', id: 's', name: 's', process: 'own.gone', per: { kind: 'one' }, form: {} };
    await save(who.designer, kind, withFlow(asked('a', [{ kind: 'departmentHead' }]), sub));
    await expect(ask(who.designer, kind)).rejects.toMatchObject({
      facts: { problems: [{ part: 'flow', at: 's', code: 'unknownKind', facts: { kind: 'own.gone' } }] },
    });
    await save(who.designer, kind, withFlow(asked('a', [{ kind: 'departmentHead' }])));
    const requestId = await publish(who.designer, kind);
    await save(who.designer, kind, (content) => content);
    await expect(ask(who.designer, kind)).rejects.toMatchObject({ code: 'approvals.nothingChanged' });
    const { form } = await test
      .sql<{ form: Record<string, unknown> }>('select form from approvals.publication where request_id = $1', [
        requestId,
      ])
      .then(([row]) => row ?? { form: {} });
    await expect(
      who.designer.call(requests.submitRequest, { kind: publishingProcess.name, form: { ...form, note: '不一样' } }),
    ).rejects.toMatchObject({ code: 'approvals.onlyByPublishing' });
  });

  it('isn’t seen by who designs for another department', async () => {
    const { kind } = await create(who.designer, '本部门');
    await expect(read(who.branch, kind)).resolves.toMatchObject({ may: ['override'] });
    await expect(
      who.branch.call(operations.saveTemplateDraft, { kind, revision: 1, content: {} as never }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(who.mei.call(operations.listTemplates, {})).rejects.toMatchObject({ status: 403 });
    await expect(
      who.designer.call(operations.createTemplate, {
        title: { zh: '越界' },
        ownerDepartmentId: group.rootId,
        from: { kind: 'blank' },
      }),
    ).rejects.toMatchObject({ code: 'approvals.ownerUnknown' });
    await expect(who.designer.call(operations.retireTemplate, { kind, reason: '不用' })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('begins from a ready-made one, and from a copy with letters of its own', async () => {
    const { rows, departments } = await who.designer.call(operations.listReadyTemplates, {});
    expect(rows).toContainEqual({ name: 'forms.ready', title: ready.title, summary: ready.summary, category: '合同' });
    expect(departments.map((one) => one.id)).toContain(departmentId);
    const made = await create(who.designer, '我部合同', { kind: 'ready', name: 'forms.ready' });
    const first = await read(who.designer, made.kind);
    expect(first.content.design?.fields[0]).toMatchObject({ name: 'party' });
    expect(first.content.settings.retention).toBe(10);
    const copy = await create(who.designer, '又一份', { kind: 'copy', template: made.kind });
    const second = await read(who.designer, copy.kind);
    expect(second.content.design?.fields).toEqual(first.content.design?.fields);
    expect(second.content.design?.numbering.prefix).not.toBe(first.content.design?.numbering.prefix);
  });
});

describe('two people edit one draft', () => {
  it('refuses the later save with the differences, and loses nothing', async () => {
    const { kind } = await create(who.designer, '两个人');
    const { content } = await read(who.designer, kind);
    await who.other.call(operations.saveTemplateDraft, {
      kind,
      revision: 1,
      content: withTitle('另一人写的')(content) as never,
    });
    const mine = withTitle('我写的')(content);
    await expect(
      who.designer.call(operations.saveTemplateDraft, { kind, revision: 1, content: mine as never }),
    ).rejects.toMatchObject({
      code: 'approvals.draftOutdated',
      facts: {
        revision: 2,
        byName: 'other',
        changes: [{ part: 'settings', what: 'changed', at: ['title', 'zh'], before: '另一人写的', after: '我写的' }],
      },
    });
    expect((await read(who.designer, kind)).draft?.content.settings.title.zh).toBe('另一人写的');
    // Having looked, he saves over it on purpose.
    await who.designer.call(operations.saveTemplateDraft, { kind, revision: 2, content: mine as never });
    // The same again, from a device that didn't hear of it, is no conflict.
    await expect(
      who.other.call(operations.saveTemplateDraft, { kind, revision: 2, content: mine as never }),
    ).resolves.toMatchObject({ revision: 3 });
  });

  it('lets one of two first saves through', async () => {
    const both = await Promise.allSettled(
      [who.admin, who.second].map((by, index) =>
        by.call(operations.saveTemplateDraft, {
          kind: 'forms.errand',
          revision: 0,
          content: withTitle(`外出${index}`)({ ...programOf(kinds.errand) }) as never,
        }),
      ),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { draft } = await read(who.admin, 'forms.errand');
    await who.admin.call(operations.discardTemplateDraft, { kind: 'forms.errand', revision: draft?.revision ?? 0 });
  });
});

const programOf = (kind: ProcessKind): TemplateContent => ({
  design: null,
  definition: kind.definition,
  settings: {
    title: kind.title,
    numbering: { prefix: kind.numberPrefix, date: 'month', reset: 'month', digits: 4, employers: [] },
    heading: null,
    retention: null,
    starters: { kind: 'everybody' },
  },
});

describe('a kind of the program', () => {
  it('is changed by a version on top; a newer program is offered, never put over it', async () => {
    const before = await who.mei.call(requests.submitRequest, { kind: 'forms.errand', form: { what: '送文件' } });
    await expect(save(who.designer, 'forms.errand', withTitle('外出登记'))).rejects.toMatchObject({ status: 404 });
    await expect(
      save(who.admin, 'forms.errand', (content) => ({ ...content, design: ready.content.design as never })),
    ).rejects.toMatchObject({ code: 'approvals.notADesignedForm' });

    // The only administrator proposes: nobody else can agree, and the version says so.
    await save(who.admin, 'forms.errand', (content) => ({
      ...withTitle('外出登记')(content),
      definition: flow(
        asked('head', [{ kind: 'departmentHead' }]),
        asked('boss', [{ kind: 'named', people: [ids.boss] }]),
      ),
    }));
    const { published } = await ask(who.admin, 'forms.errand');
    expect(published).toBe(true);
    await test.settle();
    expect(
      (await versions(who.admin, 'forms.errand')).map((one) => [one.version, one.by, one.alone, one.running]),
    ).toEqual([
      [2, 'company', true, 0],
      [1, 'program', false, 1],
    ]);
    const { view } = await who.mei.call(requests.readRequest, { requestId: before.requestId });
    expect(view.title.zh).toBe('外出');
    expect(view.steps.map((step) => step.nodeId)).toEqual(['start', 'head']);
    const after = await who.mei.call(requests.submitRequest, { kind: 'forms.errand', form: { what: '取件' } });
    expect(after.number).toBe('WC202603-0002');
    expect((await who.mei.call(requests.readRequest, { requestId: after.requestId })).view.title.zh).toBe('外出登记');

    kinds.errand = { ...errand, version: 2, definition: flow(asked('head', [{ kind: 'supervisor', level: 1 }])) };
    const offered = await read(who.admin, 'forms.errand');
    expect(offered.newerProgram).toMatchObject({ version: 2 });
    expect(offered.newerProgram?.changes.map(({ part, what, at }) => [part, what, at.join('.')])).toContainEqual([
      'flow',
      'removed',
      'nodes.boss',
    ]);
    expect(offered.content.definition.nodes).toHaveLength(2);
    const { revision } = await who.admin.call(operations.restoreTemplateVersion, {
      kind: 'forms.errand',
      revision: 0,
      from: 'program',
    });
    const { draft } = await read(who.admin, 'forms.errand');
    expect(draft).toMatchObject({ revision, content: { settings: { title: { zh: '外出' } } } });
    await who.admin.call(operations.restoreTemplateVersion, { kind: 'forms.errand', revision, from: 2 });
    expect((await read(who.admin, 'forms.errand')).changes).toEqual([]);
    await who.admin.call(operations.discardTemplateDraft, { kind: 'forms.errand', revision: revision + 1 });
    kinds.errand = errand;
  });

  it('needs another administrator as soon as there is one', async () => {
    house.holders.set('administrator', [ids.admin, ids.second]);
    await save(who.admin, 'forms.errand', withTitle('外出报备'));
    const { requestId, published } = await ask(who.admin, 'forms.errand');
    expect(published).toBe(false);
    await expect(agree(who.admin, requestId)).rejects.toThrow('no task');
    await agree(who.second, requestId);
    expect((await versions(who.admin, 'forms.errand'))[0]).toMatchObject({ alone: false });
    house.holders.set('administrator', [ids.admin]);
  });
});

describe('an effective date', () => {
  it('lets the older version go on until its day begins at the employer', async () => {
    const { kind } = await create(who.designer, '按日期');
    await publish(who.designer, kind);
    await save(who.designer, kind, withTitle('明天起'));
    await expect(ask(who.designer, kind, { effectiveOn: '2026-03-01' })).rejects.toMatchObject({
      code: 'approvals.effectiveInPast',
    });
    await publish(who.designer, kind, { effectiveOn: '2026-03-03' });
    expect(
      (await versions(who.designer, kind)).map((one) => [one.version, one.inForce, one.effectiveAt]),
    ).toMatchObject([
      [2, false, '2026-03-02T16:00:00Z'],
      [1, true, expect.any(String)],
    ]);
    expect((await read(who.designer, kind)).content.settings.title.zh).toBe('按日期');
    await verifyPush(test, who.mei, approvalsCache, [[requests.listKinds, {}]], () =>
      test.travelTo('2026-03-03T00:00:01+08:00'),
    );
    expect((await read(who.designer, kind)).content.settings.title.zh).toBe('明天起');
    expect((await who.mei.call(requests.listKinds, {})).rows.find((row) => row.kind === kind)?.title.zh).toBe('明天起');
  });
});

describe('a subsidiary', () => {
  it('says parts itself and follows the group in the rest; what changed under it is named', async () => {
    const { kind } = await create(who.designer, '集团流程');
    await publish(who.designer, kind);
    const employerId = subsidiary.employerId;
    const overrides = {
      flow: flow(asked('departmentHead', [{ kind: 'named', people: [ids.branch] }])),
      numbering: { prefix: 'FG', date: 'year', reset: 'year', digits: 3 },
      heading: { zh: '云澜分公司用纸' },
    } as const;
    await expect(
      who.designer.call(operations.saveOverrideDraft, { kind, employerId, revision: 0, overrides: overrides as never }),
    ).rejects.toMatchObject({ status: 404 });
    await who.branch.call(operations.saveOverrideDraft, {
      kind,
      employerId,
      revision: 0,
      overrides: overrides as never,
    });
    const { requestId } = await ask(who.branch, kind, { employerId });
    await agree(who.admin, requestId);
    // The proposer heads the department himself, so the head above signs.
    expect(await agree(who.boss, requestId)).toBe('approved');
    expect((await read(who.branch, kind, employerId)).content).toMatchObject({
      settings: { title: { zh: '集团流程' }, heading: { zh: '云澜分公司用纸' } },
      design: { numbering: { prefix: 'FG' } },
    });
    const sent = await who.worker.call(requests.submitRequest, { kind, form: { matter: '毛巾' } });
    expect(sent.number).toBe('FG2026-001');
    const { view } = await who.worker.call(requests.readRequest, { requestId: sent.requestId });
    expect(view.steps[1]?.slots[0]?.personId).toBe(ids.branch);
    const group = await who.mei.call(requests.submitRequest, { kind, form: { matter: '毛巾' } });
    expect(group.number).toMatch(/^ZD\d+-202603-0001$/);

    await save(who.designer, kind, (content) => ({
      ...withTitle('集团新流程')(content),
      definition: flow(
        asked('departmentHead', [{ kind: 'departmentHead' }]),
        asked('boss', [{ kind: 'named', people: [ids.boss] }]),
      ),
    }));
    await publish(who.designer, kind);
    const now = await read(who.branch, kind, employerId);
    expect(now.content.settings.title.zh).toBe('集团新流程');
    expect(now.content.definition.nodes).toHaveLength(1);
    expect((await read(who.designer, kind)).subsidiaries).toEqual([]);
    expect((await read(who.admin, kind)).subsidiaries).toMatchObject([
      { employer: { id: employerId }, parts: ['flow', 'heading', 'numbering'], conflicts: ['flow'] },
    ]);
    // Looked at and kept as it is: published again, the conflict is gone.
    await who.branch.call(operations.saveOverrideDraft, {
      kind,
      employerId,
      revision: 0,
      overrides: overrides as never,
    });
    const again = await ask(who.branch, kind, { employerId });
    await agree(who.admin, again.requestId);
    await agree(who.boss, again.requestId);
    expect((await read(who.admin, kind)).subsidiaries).toMatchObject([{ conflicts: [] }]);
  });
});

describe('import and export', () => {
  const exported = async (by: TestClient, kind: string, from: 'draft' | number = 'draft') => {
    const { bytes } = (await by.call(operations.exportTemplate, { kind, from })) as { bytes: Uint8Array };
    return JSON.parse(new TextDecoder().decode(bytes)) as TemplateFile;
  };
  const bring = (text: string, mapping: Record<string, string> = {}) =>
    who.designer.call(operations.importTemplate, { text, ownerDepartmentId: departmentId, mapping });

  it('reads back what it wrote; who isn’t here must be named', async () => {
    const { kind } = await create(who.designer, '带人');
    await save(who.designer, kind, withFlow(asked('a', [{ kind: 'named', people: [ids.boss] }])));
    const file = await exported(who.designer, kind);
    expect(file.names).toEqual([{ what: 'person', id: ids.boss, name: 'boss' }]);
    const back = await bring(JSON.stringify(file));
    expect((await read(who.designer, back.kind)).content).toEqual(file.content);

    const stranger = '00000000-0000-7000-8000-000000000777';
    const text = JSON.stringify(file).replaceAll(ids.boss, stranger);
    const count = async () => (await who.designer.call(operations.listTemplates, {})).rows.length;
    const before = await count();
    await expect(bring(text)).rejects.toMatchObject({
      code: 'approvals.fileNamesUnknown',
      facts: {
        unknown: [{ what: 'person', id: stranger, name: 'boss', path: 'definition.nodes.0.approvers.0.people.0' }],
      },
    });
    expect(await count()).toBe(before);
    const mapped = await bring(text, { [stranger]: ids.head });
    expect((await read(who.designer, mapped.kind)).content.definition.nodes[0]).toMatchObject({
      approvers: [{ people: [ids.head] }],
    });
  });

  it.each([
    ['no JSON', '{"format":', ''],
    ['something else', '{"format":"docx"}', 'format'],
    ['a node without an empty rule', 'nodes.0.empty', 'content.definition.nodes.0.empty'],
    ['an unknown kind of field', 'fields.0.kind', 'content.design.fields.0.kind'],
  ])('names the place where it is no template: %s', async (_, broken, where) => {
    let text = broken;
    if (!broken.startsWith('{')) {
      const { kind } = await create(who.designer, '坏文件');
      const file = JSON.parse(JSON.stringify(await exported(who.designer, kind)));
      if (broken === 'nodes.0.empty') delete file.content.definition.nodes[0].empty;
      else file.content.design.fields[0].kind = 'telepathy';
      text = JSON.stringify(file);
    }
    await expect(bring(text)).rejects.toMatchObject({ code: 'approvals.fileNotATemplate', facts: { where } });
  });

  it('takes 500 steps, and tells of more as a problem', async () => {
    const steps = (count: number) =>
      Array.from({ length: count }, (_, at) => asked(`n${at}`, [{ kind: 'departmentHead' }]));
    const nested = (count: number) => {
      const lanes = Array.from({ length: Math.ceil(count / 150) }, (_, at) => ({
        id: `lane${at}`,
        name: `lane${at}`,
        when: `matter = "${at}"`,
        nodes: steps(Math.min(150, count - at * 150)).map((node) => ({ ...node, id: `${at}-${node.id}` })),
      }));
      return {
        kind: 'condition',
        id: 'which',
        name: 'which',
        branches: lanes,
        otherwise: { id: 'else', name: 'else', nodes: [] },
      };
    };
    const { kind } = await create(who.designer, '很长');
    await save(who.designer, kind, withFlow(nested(499)));
    expect((await read(who.designer, kind)).problems.filter((one) => one.severity === 'error')).toEqual([]);
    const tried = await who.designer.call(operations.tryTemplate, {
      kind,
      applicantId: ids.mei,
      form: { matter: '1' },
    });
    expect(tried.steps).toHaveLength(150);
    await save(who.designer, kind, withFlow(nested(501)));
    expect((await read(who.designer, kind)).problems).toMatchObject([{ code: 'tooManyNodes' }]);
  });
});

describe('try-out and replay', () => {
  it('shows who would approve and why, and tells nobody', async () => {
    const { kind } = await create(who.designer, '试一试');
    await save(
      who.designer,
      kind,
      withFlow(asked('head', [{ kind: 'departmentHead' }]), asked('boss', [{ kind: 'named', people: [ids.boss] }])),
    );
    const [before] = await test.sql(
      'select (select count(*) from approvals.instance) as requests, (select count(*) from approvals.task) as tasks',
    );
    const tried = await who.designer.call(operations.tryTemplate, {
      kind,
      applicantId: ids.worker,
      form: { matter: '毛巾' },
    });
    expect(tried).toMatchObject({
      ends: 'approved',
      mayStart: true,
      steps: [
        {
          nodeId: 'head',
          people: [{ name: 'branch', state: 'asked' }],
          because: [{ rule: { kind: 'departmentHead' }, people: [{ name: 'branch' }] }],
        },
        { nodeId: 'boss', people: [{ name: 'boss' }], because: [{ rule: { kind: 'named' } }] },
      ],
    });
    const [after] = await test.sql(
      'select (select count(*) from approvals.instance) as requests, (select count(*) from approvals.task) as tasks',
    );
    expect(after).toEqual(before);
  });

  it('says for real requests what a draft would have changed', async () => {
    const { kind } = await create(who.designer, '重走');
    await publish(who.designer, kind);
    for (const matter of ['小', '大', '空']) await who.mei.call(requests.submitRequest, { kind, form: { matter } });
    await who.worker.call(requests.submitRequest, { kind, form: { matter: '小' } });
    const nobody = {
      ...asked('nobody', [{ kind: 'post', post: '00000000-0000-7000-8000-00000000aaaa', within: 'group' }]),
      empty: { kind: 'reject' as const },
    };
    await save(
      who.designer,
      kind,
      withFlow(
        { ...asked('departmentHead', [{ kind: 'named', people: [ids.head] }]) },
        {
          kind: 'condition',
          id: 'size',
          name: 'size',
          branches: [
            {
              id: 'big',
              name: 'big',
              when: 'matter = "大"',
              nodes: [asked('boss', [{ kind: 'named', people: [ids.boss] }])],
            },
            { id: 'none', name: 'none', when: 'matter = "空"', nodes: [nobody] },
          ],
          otherwise: { id: 'small', name: 'small', nodes: [] },
        },
      ),
    );
    const replay = async () =>
      test.finish<{ replayId: string }>(who.designer, await who.designer.call(operations.replayTemplate, { kind }));
    const { replayId } = await replay();
    const found = await who.designer.call(operations.readReplay, { kind, replayId });
    expect(found.replay).toMatchObject({
      outdated: false,
      counts: { same: 1, otherBranch: 1, refused: 1, otherApprovers: 1 },
    });
    expect(found.rows.map((row) => row.class).sort()).toEqual(['otherApprovers', 'otherBranch', 'refused']);
    // A designer who may not open the requests learns what differs, not whose it is.
    expect(found.rows.every((row) => !row.mayRead && row.number === '')).toBe(true);
    const forAdmin = await who.admin.call(operations.readReplay, { kind, class: 'otherApprovers' });
    expect(forAdmin.rows).toMatchObject([
      { mayRead: true, before: [{ people: [{ name: 'branch' }] }], after: [{ people: [{ name: 'head' }] }] },
    ]);
    await save(who.designer, kind, withTitle('又变了'));
    expect((await who.designer.call(operations.readReplay, { kind })).replay?.outdated).toBe(true);
  });

  it('takes the day on which a request was submitted for today, in a replay and where a try-out says one', async () => {
    const { kind } = await create(who.designer, '按日期');
    await publish(who.designer, kind);
    await who.mei.call(requests.submitRequest, { kind, form: { matter: '一' } });
    const now = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
    const today = now.toString();
    const since = {
      kind: 'condition',
      id: 'when',
      name: 'when',
      branches: [
        {
          id: 'since',
          name: 'since',
          when: `today >= "${today}"`,
          nodes: [
            asked('boss', [{ kind: 'expression', expression: `if today = "${today}" then "${ids.boss}" else ""` }]),
          ],
        },
      ],
      otherwise: { id: 'before', name: 'before', nodes: [] },
    };
    await save(who.designer, kind, withFlow(asked('departmentHead', [{ kind: 'departmentHead' }]), since));
    const tried = async (on: object) =>
      (
        await who.designer.call(operations.tryTemplate, { kind, applicantId: ids.mei, form: { matter: '一' }, ...on })
      ).steps.map((step) => [step.nodeId, ...step.people.map((one) => one.name)]);
    expect(await tried({})).toEqual([
      ['departmentHead', 'head'],
      ['boss', 'boss'],
    ]);
    expect(await tried({ submittedOn: now.subtract({ days: 1 }).toString() })).toEqual([['departmentHead', 'head']]);
    const replayed = async () => {
      await test.finish(who.designer, await who.designer.call(operations.replayTemplate, { kind }));
      return (await who.designer.call(operations.readReplay, { kind })).replay?.counts;
    };
    expect(await replayed()).toEqual({ otherBranch: 1 });
    await test.sql(`update approvals.instance set submitted_at = submitted_at - interval '3 days' where kind = $1`, [
      kind,
    ]);
    expect(await replayed()).toEqual({ same: 1 });
  });

  it('says which running requests can be moved to a version', async () => {
    const { kind } = await create(who.designer, '迁移');
    await publish(who.designer, kind);
    const sent = await who.mei.call(requests.submitRequest, { kind, form: { matter: '一' } });
    await save(
      who.designer,
      kind,
      withFlow(
        asked('departmentHead', [{ kind: 'departmentHead' }]),
        asked('boss', [{ kind: 'named', people: [ids.boss] }]),
      ),
    );
    await publish(who.designer, kind);
    await save(who.designer, kind, withFlow(asked('boss', [{ kind: 'named', people: [ids.boss] }])));
    await publish(who.designer, kind);
    const check = (version: number) => who.admin.call(operations.checkMigration, { kind, version });
    const count = async (version: number) => {
      let counted: OutputOf<typeof operations.countMigration> | undefined;
      await verifyPush(test, who.admin, approvalsCache, [[operations.checkMigration, { kind, version }]], async () => {
        const started = await who.admin.call(operations.countMigration, { kind, version });
        counted = await test.finish(who.admin, started);
      });
      return counted;
    };
    expect(await check(2)).toMatchObject({
      total: 1,
      rows: [{ requestId: sent.requestId, fromVersion: 1, can: true, reasons: [] }],
    });
    expect(await check(3)).toMatchObject({
      rows: [{ can: false, reasons: [{ why: 'nodeGone', nodeId: 'departmentHead' }] }],
    });
    await expect(check(4)).rejects.toMatchObject({ code: 'approvals.noSuchKind' });
    await expect(who.mei.call(operations.checkMigration, { kind, version: 2 })).rejects.toMatchObject({ status: 403 });
    // More than a page, and more than is looked at together: all are counted, and each is in one page only.
    const others = await Promise.all(
      Array.from({ length: 6 }, () => who.mei.call(requests.submitRequest, { kind, form: { matter: '三' } })),
    );
    const onThird = others.map(({ requestId }) => requestId);
    await test.sql(
      `insert into approvals.instance select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'number', i.number || '-' || n,
         'definition_version', 1))).* from approvals.instance i, generate_series(1, 250) n where i.id = $1`,
      [sent.requestId],
    );
    expect(await count(3)).toEqual({
      total: 251,
      can: 0,
      reasons: [{ why: 'nodeGone', nodeId: 'departmentHead', name: expect.anything(), fromVersion: 1, count: 251 }],
    });
    const counted = await count(2);
    expect(counted?.total).toBe(257);
    const pages: { requestId: string; can: boolean }[] = [];
    let cursor: string | undefined;
    do {
      const page = await who.admin.call(operations.checkMigration, {
        kind,
        version: 2,
        limit: 100,
        ...(cursor && { cursor }),
      });
      expect(page.total).toBe(257);
      pages.push(...page.rows);
      cursor = page.next;
    } while (cursor);
    expect(new Set(pages.map(({ requestId }) => requestId)).size).toBe(257);
    expect(pages.filter(({ can }) => can).length).toBe(counted?.can);
    expect(pages.filter(({ requestId }) => onThird.includes(requestId)).length).toBe(6);
    await test.sql('update approvals.instance set ended_at = changed_at where kind = $1 and id <> $2', [
      kind,
      sent.requestId,
    ]);
    const move = async (version: number) => {
      let result = { moved: -1, left: [] as { code: string }[] };
      await verifyPush(
        test,
        who.mei,
        approvalsCache,
        [[requests.readRequest, { requestId: sent.requestId }]],
        async () => {
          const started = await who.admin.call(operations.migrateRunning, { kind, version, reason: '新流程' });
          result = await test.finish(who.admin, started);
        },
      );
      return result;
    };
    expect(await move(3)).toMatchObject({ moved: 0, left: [{ code: 'approvals.cannotMigrate' }] });
    expect(await move(2)).toMatchObject({ moved: 1, left: [] });
    const { view } = await who.mei.call(requests.readRequest, { requestId: sent.requestId });
    expect(view.steps.map((step) => step.nodeId)).toEqual(['start', 'departmentHead', 'boss']);
    expect(view.history.at(-1)).toMatchObject({ what: 'migrated', by: ids.admin, reason: '新流程' });
    expect((await check(2)).total).toBe(0);
  });
});

describe('who may begin', () => {
  it('is said by departments and roles', async () => {
    const { kind } = await create(who.designer, '限定');
    const only =
      (departments: string[], roles: string[]) =>
      (content: TemplateContent): TemplateContent => ({
        ...content,
        settings: { ...content.settings, starters: { kind: 'listed', departments, roles } },
      });
    await save(who.designer, kind, only([group.departments.财务部 ?? ''], ['hr']));
    await publish(who.designer, kind);
    expect(await kindsOf(who.mei)).not.toContain(kind);
    await expect(who.mei.call(requests.submitRequest, { kind, form: { matter: '一' } })).rejects.toMatchObject({
      code: 'approvals.notAStarter',
    });
    house.holders.set('hr', [ids.mei]);
    expect(await kindsOf(who.mei)).toContain(kind);
    expect(await kindsOf(who.worker)).not.toContain(kind);
    const tried = await who.designer.call(operations.tryTemplate, {
      kind,
      applicantId: ids.worker,
      form: { matter: '一' },
    });
    expect(tried.mayStart).toBe(false);
  });
});

describe('what is pushed', () => {
  it('keeps the screens of the designers true', async () => {
    const { kind } = await create(who.designer, '推送');
    const watched: [OperationContract, unknown][] = [
      [operations.listTemplates, {}],
      [operations.readTemplate, { kind }],
      [operations.listTemplateVersions, { kind }],
      [operations.readReplay, { kind }],
      [operations.listFormProblems, { kind }],
      [requests.listKinds, {}],
    ];
    const pushed = (by: TestClient, action: () => Promise<unknown>) =>
      verifyPush(test, by, approvalsCache, watched, action);
    let content = (await read(who.other, kind)).content;
    await pushed(who.other, () =>
      who.designer.call(operations.createTemplate, {
        title: { zh: '又一个' },
        ownerDepartmentId: departmentId,
        from: { kind: 'blank' },
      }),
    );
    content = withTitle('推送二')(content);
    await pushed(who.other, () =>
      who.designer.call(operations.saveTemplateDraft, { kind, revision: 1, content: content as never }),
    );
    await pushed(who.other, () =>
      who.designer.call(operations.replayTemplate, { kind }).then((started) => test.finish(who.designer, started)),
    );
    let requestId = '';
    await pushed(who.other, async () => {
      requestId = (await who.designer.call(operations.askToPublish, { kind, revision: 2, note: '首次' })).requestId;
    });
    await agree(who.admin, requestId);
    await pushed(who.other, () => agree(who.head, requestId));
    await pushed(who.other, () => who.designer.call(operations.restoreTemplateVersion, { kind, revision: 0, from: 1 }));
    await pushed(who.other, () => who.designer.call(operations.discardTemplateDraft, { kind, revision: 1 }));
    await pushed(who.admin, () =>
      who.second.call(operations.saveOverrideDraft, {
        kind,
        employerId: subsidiary.employerId,
        revision: 0,
        overrides: { retention: 3 },
      }),
    );
    await pushed(who.other, () =>
      who.admin.call(operations.changeTemplate, { kind, revision: 2, change: { important: true, category: '行政' } }),
    );
    await pushed(who.other, () => who.admin.call(operations.retireTemplate, { kind, reason: '不用了' }));
    expect(await kindsOf(who.mei)).not.toContain(kind);
    await pushed(who.other, () => who.admin.call(operations.reinstateTemplate, { kind, reason: '又要用' }));
    const text = await who.other
      .call(operations.exportTemplate, { kind, from: 1 })
      .then((file) => new TextDecoder().decode((file as { bytes: Uint8Array }).bytes));
    await pushed(who.other, () =>
      who.designer.call(operations.importTemplate, { text, ownerDepartmentId: departmentId }),
    );
    let problemId = '';
    await pushed(who.other, async () => {
      problemId = (await who.mei.call(operations.reportFormProblem, { kind, text: '少了一个字段' })).problemId;
    });
    expect((await who.mei.call(operations.listFormProblems, { mine: true })).rows).toMatchObject([
      { problemId, state: 'open', may: [] },
    ]);
    const mine: [OperationContract, unknown][] = [[operations.listFormProblems, { mine: true }]];
    await verifyPush(test, who.mei, approvalsCache, mine, () =>
      who.designer.call(operations.answerFormProblem, { problemId, answer: '下一版加上' }),
    );
    await expect(who.designer.call(operations.answerFormProblem, { problemId, answer: '再答' })).rejects.toMatchObject({
      code: 'approvals.formProblemAnswered',
    });
  });
});
