import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testRuns, testSeed } from '#kernel/testing/random-runs.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, aPost, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { assignRole, explainPermission, explainThing, listAssignments, revokeRole } from './contract/assignments.ts';
import {
  listGlassChanges,
  openBreakGlass,
  readBreakGlass,
  reportBreakGlassLost,
  reviewBreakGlass,
  sealBreakGlass,
} from './contract/break-glass.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { decideGrant, listGrantProposals, previewGrant, withdrawGrant } from './contract/grants.ts';
import { changeRole, createRole, listRoles, readRole } from './contract/roles.ts';
import { readViewer } from './contract/viewer.ts';
import { activatedPerson, giveRole } from './testing.ts';
import { accessCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let first: TestClient;
let second: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  company = await aCompany(test, { departments: ['Sales'] });
  const administrator = async (account: string, name: string) => {
    const personId = await aPerson(test, company, { account, name });
    await activatedPerson(test, { personId, account });
    await giveRole(test, personId, 'administrator', { kind: 'company' });
    return test.as(personId);
  };
  first = await administrator('first', '甲一');
  second = await administrator('second', '乙二');
  stranger = await test.as(await aPerson(test, company, { name: '丙三', department: 'Sales' }));
});
afterAll(() => test.stop());

const rolesOf = async (personId: string) =>
  (
    await test.sql<{ key: string }>(
      `select r.key from access.role_assignment a join access.role r on r.id = a.role_id
       where a.person_id = $1 and a.ended_at is null`,
      [personId],
    )
  ).map((row) => row.key);
const titles = async (who: TestClient) => (await who.call(listNotices, {})).rows.map((row) => row.title);
const hrTo = (personId: string, more: { until?: string; reason?: string } = {}) => ({
  roleId: builtInRoles.hr,
  to: { kind: 'person' as const, personId },
  scope: { kind: 'employers' as const, employerIds: [company.employerId] },
  ...more,
});
const watch = <T>(who: TestClient, action: () => Promise<T>) =>
  verifyPush(
    test,
    who,
    accessCache,
    [
      [listGrantProposals, {}],
      [listAssignments, {}],
      [listRoles, {}],
      [readBreakGlass, {}],
      [readViewer, {}],
    ],
    action,
  );

describe('an important permission', () => {
  it('is given when somebody else agrees, and not before', async () => {
    const personId = await aPerson(test, company, { name: '人事员' });
    const preview = await first.call(previewGrant, { change: { kind: 'give', ...hrTo(personId) } });
    expect(preview).toMatchObject({ how: 'two', people: 1 });
    expect(preview.changes[0]).toMatchObject({ important: true, before: null, after: 'employer' });
    let proposalId = '';
    await watch(second, async () => {
      const made = await first.call(assignRole, hrTo(personId, { reason: '总办会〔2026〕3 号' }));
      proposalId = made.proposalId ?? '';
    });
    expect(proposalId).not.toBe('');
    expect(await rolesOf(personId)).toEqual([]);
    await expect(first.call(assignRole, hrTo(personId))).rejects.toMatchObject({ code: 'access.alreadyProposed' });
    await expect(first.call(decideGrant, { proposalId, agree: true })).rejects.toMatchObject({
      code: 'access.secondPersonNeeded',
    });
    const [row] = (await second.call(listGrantProposals, { open: true })).rows;
    expect(row).toMatchObject({
      id: proposalId,
      kind: 'give',
      person: { name: '人事员' },
      employers: [{ id: company.employerId }],
      reason: '总办会〔2026〕3 号',
      may: ['agree', 'refuse'],
    });
    expect(row?.changes).toEqual(preview.changes);
    await test.settle();
    await watch(first, () => second.call(decideGrant, { proposalId, agree: true }));
    expect(await rolesOf(personId)).toEqual(['hr']);
    expect(
      await test.sql('select granted_by, approved_by from access.role_assignment where person_id = $1', [personId]),
    ).toEqual([{ granted_by: first.personId, approved_by: second.personId }]);
    await expect(second.call(decideGrant, { proposalId, agree: true })).rejects.toMatchObject({
      code: 'access.proposalOver',
    });
  });

  it('is taken back by two as well, or not at all where it is refused', async () => {
    const personId = await aPerson(test, company);
    const assignmentId = await giveRole(test, personId, 'hr');
    const refused = await first.call(revokeRole, { assignmentId });
    await watch(first, () =>
      second.call(decideGrant, { proposalId: refused.proposalId ?? '', agree: false, note: '仍在任' }),
    );
    expect(await rolesOf(personId)).toEqual(['hr']);
    const again = await first.call(revokeRole, { assignmentId });
    await second.call(decideGrant, { proposalId: again.proposalId ?? '', agree: true });
    expect(await rolesOf(personId)).toEqual([]);
  });

  it('comes into a role, and reaches differently, by two; what isn’t important changes at once', async () => {
    const name = { zh: '值班', en: 'On duty' };
    const important = [{ permission: 'access.assignRoles', reach: 'company' as const }];
    const { roleId, proposalId } = await first.call(createRole, { name, permissions: important });
    expect((await first.call(readRole, { roleId })).permissions).toEqual([]);
    await second.call(decideGrant, { proposalId: proposalId ?? '', agree: true });
    const role = await first.call(readRole, { roleId });
    expect(role.permissions).toEqual(important);
    const with2 = [...important, { permission: 'access.readRoles', reach: 'company' as const }];
    const plain = await first.call(changeRole, { roleId, revision: role.revision, permissions: with2 });
    expect(plain.proposalId).toBeNull();
    // What was agreed to is the role as it was then.
    const narrow = await first.call(changeRole, { roleId, revision: plain.revision, permissions: [] });
    expect(narrow.proposalId).not.toBeNull();
    await first.call(changeRole, { roleId, revision: narrow.revision, name: { zh: '夜班', en: 'Night shift' } });
    await expect(second.call(decideGrant, { proposalId: narrow.proposalId ?? '', agree: true })).rejects.toMatchObject({
      code: 'access.roleChangedMeanwhile',
    });
    await watch(second, () => first.call(withdrawGrant, { proposalId: narrow.proposalId ?? '' }));
    expect((await first.call(readRole, { roleId })).permissions).toHaveLength(2);
  });

  it('isn’t agreed to by whom it is given to, nor by a holder of the post, nor without the permission', async () => {
    const { proposalId } = await first.call(assignRole, hrTo(second.personId));
    const decide = (who: TestClient) => who.call(decideGrant, { proposalId: proposalId ?? '', agree: true });
    await expect(decide(second)).rejects.toMatchObject({ code: 'access.secondPersonNeeded' });
    await expect(decide(stranger)).rejects.toMatchObject({ code: 'kernel.notPermitted' });
    await expect(stranger.call(withdrawGrant, { proposalId: proposalId ?? '' })).rejects.toMatchObject({ status: 404 });
    await expect(stranger.call(listGrantProposals, {})).rejects.toMatchObject({ status: 403 });
    await expect(stranger.call(readBreakGlass, {})).rejects.toMatchObject({ status: 403 });
    await expect(
      stranger.call(previewGrant, { change: { kind: 'give', ...hrTo(second.personId) } }),
    ).rejects.toMatchObject({ status: 403 });
    await first.call(withdrawGrant, { proposalId: proposalId ?? '' });

    const postId = await aPost(test, company, '人事专员');
    const post = { roleId: builtInRoles.hr, to: { kind: 'post' as const, postId } };
    const toPost = await first.call(assignRole, post);
    await test.sql(`update access.grant_proposal set decided_at = now(), outcome = 'expired' where id = $1`, [
      toPost.proposalId,
    ]);
    await expect(decide(second)).rejects.toMatchObject({ code: 'access.proposalOver' });
  });

  it('is never carried out by one: the database refuses it too', async () => {
    const personId = await aPerson(test, company);
    const { proposalId } = await first.call(assignRole, hrTo(personId));
    const alone = `update access.grant_proposal set outcome = 'carriedOut', decided_at = now(), decided_by = $2 where id = $1`;
    await expect(test.sql(alone, [proposalId, first.personId])).rejects.toThrow(/check constraint/);
    await expect(test.sql(alone, [proposalId, personId])).rejects.toThrow(/check constraint/);
    const insert = `insert into access.role_assignment
      (id, role_id, person_id, scope, valid_from, granted_at, important, granted_by, approved_by)
      values (gen_random_uuid(), $1, $2, 'role', now(), now(), true, $3, $4)`;
    for (const approver of [null, first.personId, personId]) {
      await expect(test.sql(insert, [builtInRoles.hr, personId, first.personId, approver])).rejects.toThrow(
        /check constraint/,
      );
    }
    const permission = `insert into access.role_permission (role_id, permission, reach, changed_at, changed_by, important, approved_by)
      values ($1, 'access.manageRoles', 'company', now(), $2, true, $3)`;
    for (const approver of [null, first.personId]) {
      await expect(test.sql(permission, [builtInRoles.generalOffice, first.personId, approver])).rejects.toThrow(
        /check constraint/,
      );
    }
  });

  it('ends by itself where it was given for a time, and a proposal that nobody decides expires', async () => {
    const personId = await aPerson(test, company);
    const until = test.program.kernel.clock.now().add({ hours: 48 }).toString();
    const given = await first.call(assignRole, hrTo(personId, { until }));
    await second.call(decideGrant, { proposalId: given.proposalId ?? '', agree: true });
    const other = await aPerson(test, company);
    const forgotten = await first.call(assignRole, hrTo(other));
    await test.advance({ hours: 49 });
    expect(await rolesOf(personId)).toEqual([]);
    await test.advance({ hours: 24 * 7 });
    const rows = (await test.system(listGrantProposals, {})).rows;
    expect(rows.find((row) => row.id === forgotten.proposalId)).toMatchObject({ state: 'expired', may: [] });
    expect(await rolesOf(other)).toEqual([]);
    first = await test.as(first.personId);
    second = await test.as(second.personId);
    stranger = await test.as(stranger.personId);
  });
});

it('why somebody sees a thing is told of oneself, changes nothing, and is asked about others by who may see their roles', async () => {
  const ask = { personId: first.personId, thing: `${test.url}/directory/people/${stranger.personId}` };
  let answer: unknown;
  await watch(second, async () => {
    answer = await second.call(explainThing, ask);
  });
  expect(answer).toMatchObject({
    person: { name: '甲一' },
    things: [
      { because: [{ rule: { zh: expect.stringContaining('名片') }, roles: [{ kind: 'everybody' }] }], hidden: [] },
    ],
  });
  expect((await stranger.call(explainThing, { ...ask, personId: stranger.personId })).things).toHaveLength(1);
  await expect(stranger.call(explainThing, ask)).rejects.toMatchObject({ status: 404 });
});

describe('the sealed code', () => {
  it('stands in for the second person for an hour, everybody is told, and another one reviews it', async () => {
    const personId = await aPerson(test, company);
    let code = '';
    await watch(second, async () => {
      ({ code } = await first.call(sealBreakGlass, {}));
    });
    await expect(second.call(sealBreakGlass, {})).rejects.toMatchObject({ code: 'access.breakGlassSealed' });
    const wrong = { code: code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), reason: '第二人休假' };
    await expect(first.call(openBreakGlass, wrong)).rejects.toMatchObject({ code: 'access.breakGlassWrong' });
    await watch(second, () => first.call(openBreakGlass, { ...wrong, code }));
    await expect(second.call(openBreakGlass, { ...wrong, code })).rejects.toMatchObject({
      code: 'access.breakGlassWrong',
    });
    expect((await first.call(previewGrant, { change: { kind: 'give', ...hrTo(personId) } })).how).toBe('alone');
    expect((await second.call(previewGrant, { change: { kind: 'give', ...hrTo(personId) } })).how).toBe('two');
    const given = await first.call(assignRole, hrTo(personId));
    expect(given.proposalId).toBeNull();
    expect(await rolesOf(personId)).toEqual(['hr']);
    const [opening] = (await second.call(readBreakGlass, {})).openings;
    expect(opening).toMatchObject({ changes: 1, reason: '第二人休假', overdue: false, may: ['review'] });
    const glassId = opening?.id ?? '';
    expect((await second.call(listGlassChanges, { glassId })).rows).toMatchObject([
      {
        operation: 'access.assignRole',
        alone: true,
        objects: expect.arrayContaining([{ type: 'person', id: personId, name: expect.any(String) }]),
      },
    ]);
    await expect(stranger.call(listGlassChanges, { glassId })).rejects.toMatchObject({ status: 403 });
    await expect(second.call(listGlassChanges, { glassId: personId })).rejects.toMatchObject({ status: 404 });
    await expect(first.call(reviewBreakGlass, { glassId, finding: '无误' })).rejects.toMatchObject({
      code: 'access.secondPersonNeeded',
    });
    await test.advance({ hours: 2 });
    [first, second] = [await test.as(first.personId), await test.as(second.personId)];
    const late = await first.call(revokeRole, { assignmentId: given.assignmentId });
    expect(late.proposalId).not.toBeNull();
    await test.advance({ hours: 24 * 3 });
    [first, second, stranger] = [
      await test.as(first.personId),
      await test.as(second.personId),
      await test.as(stranger.personId),
    ];
    expect((await first.call(readBreakGlass, {})).openings[0]).toMatchObject({ overdue: true, may: [] });
    let fresh: string | null = null;
    await watch(first, async () => {
      ({ code: fresh } = await second.call(reviewBreakGlass, { glassId, finding: '已核对，无误' }));
    });
    expect(fresh).not.toBeNull();
    expect((await first.call(readBreakGlass, {})).openings[0]).toMatchObject({
      overdue: false,
      reviewedBy: { id: second.personId },
      finding: '已核对，无误',
    });
    await expect(second.call(reviewBreakGlass, { glassId, finding: '再' })).rejects.toMatchObject({
      code: 'access.proposalOver',
    });
    await watch(second, () => first.call(reportBreakGlassLost, {}));
    await expect(second.call(openBreakGlass, { code: fresh ?? '', reason: '找到了' })).rejects.toMatchObject({
      code: 'access.breakGlassWrong',
    });
    await expect(first.call(sealBreakGlass, {})).rejects.toMatchObject({ code: 'access.breakGlassSealed' });
    await expect(stranger.call(reportBreakGlassLost, {})).rejects.toMatchObject({ status: 403 });
    await second.call(sealBreakGlass, {});
    await test.settle();
    expect(await titles(second)).toContain('甲一 报失了应急码');
    expect(await test.sql('select 1 from access.break_glass where code_hash::text like $1', [`%${code}%`])).toEqual([]);
    expect(await titles(second)).toContain('甲一 启用了应急码');
    expect(await titles(second)).toContain('应急码的启用逾期未复核');
    expect(await titles(await test.as(personId))).toContain('你被授予角色“人事”');
    expect(await titles(stranger)).toEqual([]);
  });
});

describe('one person alone', () => {
  it('changes no important permission, whatever they try in whatever order', async () => {
    const target = await aPerson(test, company);
    const held = await giveRole(test, target, 'hr');
    const own = await test.sql<{ id: string }>(
      `select id from access.role_assignment where person_id = $1 and ended_at is null`,
      [first.personId],
    );
    const roles = [builtInRoles.hr, builtInRoles.administrator, builtInRoles.generalOffice, builtInRoles.employee];
    const people = [target, first.personId, stranger.personId];
    const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;
    const permissions = ['access.assignRoles', 'access.manageRoles', 'access.readRoles', 'access.approveGrants'];
    const latest = async () =>
      (await first.call(listGrantProposals, { open: true, limit: 1 })).rows[0]?.id ?? crypto.randomUUID();
    const attempts: ((n: number) => Promise<unknown>)[] = [
      (n) =>
        first.call(assignRole, {
          roleId: pick(roles, n),
          to: { kind: 'person', personId: pick(people, n >> 2) },
          scope: n % 2 === 0 ? { kind: 'role' } : { kind: 'company' },
        }),
      (n) => first.call(revokeRole, { assignmentId: pick([held, own[0]?.id ?? ''], n) }),
      async (n) => {
        const role = await first.call(readRole, { roleId: pick(roles, n) });
        const permission = pick(permissions, n >> 2);
        const kept = role.permissions.filter((one) => one.permission !== permission);
        return first.call(changeRole, {
          roleId: role.id,
          revision: role.revision,
          permissions: n % 2 === 0 ? kept : [...kept, { permission, reach: 'company' }],
        });
      },
      async (n) => {
        const name = `角色 ${crypto.randomUUID().slice(0, 8)}`;
        const { roleId } = await first.call(createRole, {
          name: { zh: name, en: name },
          permissions: [{ permission: pick(permissions, n), reach: 'company' }],
        });
        roles.push(roleId as never);
      },
      async () => first.call(decideGrant, { proposalId: await latest(), agree: true }),
      async () => first.call(withdrawGrant, { proposalId: await latest() }),
      () => first.call(reportBreakGlassLost, {}),
      () => first.call(sealBreakGlass, {}),
      () => first.call(openBreakGlass, { code: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF', reason: '试' }),
    ];
    /** All that anybody may do with these permissions, and by which way. */
    const important = () =>
      Promise.all(
        [...people, second.personId].flatMap((personId) =>
          permissions
            .filter((permission) => permission !== 'access.readRoles')
            .map(async (permission) => (await test.system(explainPermission, { personId, permission })).because),
        ),
      );
    const before = await important();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: attempts.length - 1 }), fc.nat({ max: 63 })), { minLength: 8, maxLength: 20 }),
        async (walk) => {
          for (const [which, n] of walk) {
            await pick(
              attempts,
              which,
            )(n).catch((refused: { status?: number }) => {
              if (!refused.status || refused.status >= 500) throw refused;
            });
          }
          expect(await important()).toEqual(before);
        },
      ),
      { seed: testSeed, numRuns: testRuns(8) },
    );
  }, 120_000);
});
