import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { exportAudit, listAudit, listAuditedOperations } from '#modules/admin/contract/audit.ts';
import { changePerson, listPlannedChanges, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, aPost, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { openDirect } from '#modules/messaging/contract/conversations.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { assignRole, revokeRole } from './contract/assignments.ts';
import { openBreakGlass, sealBreakGlass } from './contract/break-glass.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { decideGrant } from './contract/grants.ts';
import { decideOutsideProvider, listOutsideProviders, proposeOutsideProvider } from './contract/outside-providers.ts';
import { proposePackage, uploadMinutes } from './contract/packages.ts';
import { changeRole, createRole, listRoles, readRole } from './contract/roles.ts';
import { decideSeparation, proposeSeparation, readSeparation } from './contract/separation.ts';
import { readViewer } from './contract/viewer.ts';
import { activatedPerson, fromBefore, giveRole } from './testing.ts';
import { accessCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let system: TestClient;
let security: TestClient;
let auditor: TestClient;
let president: TestClient;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  company = await aCompany(test, { departments: ['信息部', '财务部'] });
  const join = async (name: string, account: string) => {
    const personId = await aPerson(test, company, { name, account, department: '信息部' });
    await activatedPerson(test, { personId, account });
    return test.as(personId);
  };
  system = await join('顾系统', 'system');
  security = await join('安全员', 'security');
  auditor = await join('审计员', 'auditor');
  president = await join('董总', 'president');
  await giveRole(test, system.personId, 'administrator', { kind: 'company' });
  await giveRole(test, president.personId, 'president', { kind: 'company' });
});
afterAll(() => test.stop());

const watch = <T>(who: TestClient, action: () => Promise<T>) =>
  verifyPush(
    test,
    who,
    accessCache,
    [
      [readSeparation, {}],
      [listRoles, {}],
      [readViewer, {}],
    ],
    action,
  );
const toPerson = (personId: string, roleId: string) => ({
  roleId,
  to: { kind: 'person' as const, personId },
  scope: { kind: 'role' as const },
});
/** Proposed by the one and agreed to by the other. */
async function byTwo(one: TestClient, other: TestClient, given: Parameters<typeof one.call<typeof assignRole>>[1]) {
  const { proposalId, assignmentId } = await one.call(assignRole, given);
  await other.call(decideGrant, { proposalId: proposalId ?? '', agree: true });
  return assignmentId;
}
const apart = { status: 409, code: 'kernel.dutiesSeparated' };
const permissionsOf = async (role: keyof typeof builtInRoles) =>
  (await test.system(readRole, { roleId: builtInRoles[role] })).permissions.map(({ permission }) => permission);
const post = async (personId: string, postIds: readonly string[]) => {
  const { revision } = await test.system(readPerson, { personId });
  const departmentId = company.departments.信息部 ?? '';
  return test.system(changePerson, {
    personId,
    revision,
    change: { posts: postIds.map((postId) => ({ postId, departmentId })) },
  });
};
const waiting = async (postId: string) => {
  const [row] = await test.sql<{ id: string }>(
    'select id from access.grant_proposal where post_id = $1 and outcome is null',
    [postId],
  );
  return { proposal: row?.id ?? '' };
};
/** With sessions that are fresh at the new time. */
async function comeAgain() {
  system = await test.as(system.personId);
  security = await test.as(security.personId);
  auditor = await test.as(auditor.personId);
  president = await test.as(president.personId);
}
const titles = async (who: TestClient) => (await who.call(listNotices, {})).rows.map((row) => row.title);

describe('three administrators', () => {
  it('aren’t separated while somebody holds two or one has nobody', async () => {
    const propose = () => system.call(proposeSeparation, { separated: true });
    await expect(propose()).rejects.toMatchObject({ code: 'access.dutyWithoutHolder' });
    await giveRole(test, security.personId, 'securityAdministrator');
    const twice = await giveRole(test, security.personId, 'auditAdministrator');
    await expect(propose()).rejects.toMatchObject({ code: 'access.heldTwice', facts: { names: '安全员' } });
    expect((await system.call(readSeparation, {})).twice).toEqual([
      { person: { id: security.personId, name: '安全员' }, duties: ['audit', 'security'] },
    ]);
    await test.system(revokeRole, { assignmentId: twice });
    await giveRole(test, auditor.personId, 'auditAdministrator');
    const preview = await system.call(readSeparation, {});
    expect(preview).toMatchObject({ separated: false, twice: [], may: ['propose'], proposal: null });
    expect(preview.duties.map(({ holders }) => holders.map(({ name }) => name))).toEqual([
      ['顾系统'],
      ['安全员'],
      ['审计员'],
    ]);
    expect(preview.duties[0]?.changes).toContainEqual(
      expect.objectContaining({ permission: 'access.assignRoles', before: 'company', after: null }),
    );
    expect(preview.duties[0]?.kept).toBeGreaterThan(5);
    await expect(auditor.call(proposeSeparation, { separated: true })).rejects.toMatchObject({ status: 403 });
  });

  it('are separated by two people, who are told, and each loses what is the others’', async () => {
    // Something that was changed before, and stands again afterwards.
    const role = await test.system(readRole, { roleId: builtInRoles.administrator });
    const permissions = role.permissions.filter(({ permission }) => permission !== 'access.activatePeople');
    await test.system(changeRole, { roleId: role.id, revision: role.revision, permissions });
    let proposalId: string | null = null;
    await watch(president, async () => {
      ({ proposalId } = await system.call(proposeSeparation, { separated: true, reason: '等保三级' }));
    });
    const decide = (who: TestClient) => who.call(decideSeparation, { proposalId: proposalId ?? '', agree: true });
    await expect(system.call(proposeSeparation, { separated: true })).rejects.toMatchObject({
      code: 'access.alreadyProposed',
    });
    await expect(decide(system)).rejects.toMatchObject({ code: 'access.secondPersonNeeded' });
    await expect(decide(auditor)).rejects.toMatchObject({ status: 403 });
    expect((await president.call(readSeparation, {})).proposal).toMatchObject({
      reason: '等保三级',
      may: ['agree', 'refuse'],
    });
    expect(await permissionsOf('administrator')).toContain('access.assignRoles');
    await watch(system, () => decide(president));
    await expect(decide(president)).rejects.toMatchObject({ code: 'access.proposalOver' });
    const left = await permissionsOf('administrator');
    expect(left).toContain('access.readRoles');
    for (const lost of ['assignRoles', 'manageRoles', 'approveGrants', 'managePackages', 'readAudit'])
      expect(left).not.toContain(`access.${lost}`);
    expect((await permissionsOf('auditAdministrator')).sort()).toEqual(['access.readAudit', 'access.readRoles']);
    expect(await permissionsOf('securityAdministrator')).not.toContain('access.readAudit');
    await expect(system.call(assignRole, toPerson(auditor.personId, builtInRoles.hr))).rejects.toMatchObject({
      status: 403,
    });
    for (const who of [system, security]) await expect(who.call(listAudit, {})).rejects.toMatchObject({ status: 403 });
    const { revision } = await security.call(readRole, { roleId: builtInRoles.administrator });
    await expect(
      security.call(changeRole, { roleId: builtInRoles.administrator, revision, permissions }),
    ).rejects.toMatchObject({ code: 'access.roleDivided' });
    await expect(
      test.sql(`delete from access.role_permission where role_id = $1`, [builtInRoles.administrator]),
    ).rejects.toMatchObject({ constraint: 'role_permission_divided' });
    await test.settle();
    expect(await titles(auditor)).toEqual(expect.arrayContaining(['顾系统 提出三员分立：启用', '三员分立已启用']));
    expect(await titles(system)).toContain('你提出的三员分立变更：已生效');
  });

  it('nobody is given a second one, themselves or by a post, a role of one’s own or a package', async () => {
    await expect(
      byTwo(security, president, toPerson(auditor.personId, builtInRoles.administrator)),
    ).rejects.toMatchObject(apart);
    // By a post that they hold, or come to hold.
    const postId = await aPost(test, company, '内审岗');
    await post(system.personId, [postId]);
    const toPost = { roleId: builtInRoles.auditAdministrator, to: { kind: 'post' as const, postId } };
    await expect(byTwo(security, president, { ...toPost, scope: { kind: 'role' } })).rejects.toMatchObject(apart);
    await post(system.personId, []);
    const { proposal } = await waiting(postId);
    await president.call(decideGrant, { proposalId: proposal, agree: true });
    await expect(post(system.personId, [postId])).rejects.toMatchObject(apart);
    await expect(
      test.sql(
        `insert into directory.post_holding (person_id, post_id, department_id, valid_from) values ($1, $2, $3, '2026-03-02')`,
        [system.personId, postId, company.departments.信息部],
      ),
    ).rejects.toMatchObject({ code: 'GJ033' });
    const planned = await aPerson(test, company, { department: '信息部' });
    await giveRole(test, planned, 'securityAdministrator');
    await test.system(changePerson, {
      personId: planned,
      revision: (await test.system(readPerson, { personId: planned })).revision,
      on: '2026-03-03',
      change: { posts: [{ postId, departmentId: company.departments.信息部 ?? '' }] },
    });
    const clerk = await aPerson(test, company, { department: '信息部' });
    await post(clerk, [postId]);
    await expect(giveRole(test, clerk, 'securityAdministrator')).rejects.toMatchObject(apart);
    // By a role that may do the same.
    const name = { zh: '授权员', en: 'Giver' };
    const { roleId, proposalId } = await security.call(createRole, {
      name,
      permissions: [{ permission: 'access.assignRoles', reach: 'company' }],
    });
    await president.call(decideGrant, { proposalId: proposalId ?? '', agree: true });
    await expect(byTwo(security, president, toPerson(system.personId, roleId))).rejects.toMatchObject(apart);
    const plain = await security.call(createRole, { name: { zh: '值班', en: 'On duty' }, permissions: [] });
    await test.system(assignRole, toPerson(system.personId, plain.roleId));
    const { revision } = await security.call(readRole, { roleId: plain.roleId });
    await expect(
      test.system(changeRole, {
        roleId: plain.roleId,
        revision,
        permissions: [{ permission: 'access.readAudit', reach: 'company' }],
      }),
    ).rejects.toMatchObject(apart);
    // A package holds nothing of the kind.
    const { minutesId } = await security.call(
      uploadMinutes,
      {},
      { file: { name: 'a.pdf', bytes: new TextEncoder().encode('%PDF-1.7 …') } },
    );
    await expect(
      security.call(proposePackage, {
        departmentId: company.departments.信息部 ?? '',
        permissions: [{ permission: 'access.readAudit', reach: 'departmentTree' }],
        resolution: { number: '总办 1 号', day: '2026-02-27', attendeeIds: [president.personId, auditor.personId] },
        minutesId,
      }),
    ).rejects.toMatchObject({ code: 'access.packageNotForThis' });
    expect(
      await test.sql('select person_id from access.duty_holdings() group by 1 having count(distinct duty) > 1'),
    ).toEqual([]);
  });

  it('of two who give somebody one each at once, one is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const personId = await aPerson(test, company);
      const results = await Promise.allSettled(
        (['securityAdministrator', 'auditAdministrator'] as const).map((role) => giveRole(test, personId, role)),
      );
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [refused] = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused).toMatchObject(apart);
    }
  });

  it('the sealed code gives nobody a second one either', async () => {
    const { code } = await security.call(sealBreakGlass, {});
    await security.call(openBreakGlass, { code, reason: '第二人休假' });
    await expect(
      security.call(assignRole, toPerson(system.personId, builtInRoles.auditAdministrator)),
    ).rejects.toMatchObject(apart);
    const other = await aPerson(test, company);
    expect((await security.call(assignRole, toPerson(other, builtInRoles.auditAdministrator))).proposalId).toBeNull();
    await test.advance({ hours: 2 });
    await comeAgain();
  });

  it('the auditor reads who did what, without what people do in their own work', async () => {
    await system.call(openDirect, { personId: president.personId });
    const { rows } = await auditor.call(listAudit, { limit: 200 });
    const names = new Set(rows.map(({ operation }) => operation));
    expect(names).toContain('access.decideSeparation');
    expect(names).toContain('access.activate');
    expect(names).not.toContain('messaging.openDirect');
    expect(names).not.toContain('notifications.notify');
    expect((await auditor.call(listAuditedOperations, {})).rows.map(({ name }) => name)).not.toContain(
      'messaging.openDirect',
    );
    const refused = await auditor.call(listAudit, {
      personId: president.personId,
      outcome: 'refused',
      operation: 'access.decideGrant',
    });
    expect(refused.rows.length).toBeGreaterThan(0);
    expect(refused.rows[0]).toMatchObject({
      actor: { kind: 'person', name: '董总' },
      failureCode: 'kernel.dutiesSeparated',
    });
    expect((await auditor.call(listAudit, { until: '2026-03-01' })).rows).toEqual([]);
    const first = await auditor.call(listAudit, { limit: 1, from: '2026-03-02', until: '2026-03-02' });
    const next = await auditor.call(listAudit, {
      limit: 1,
      from: '2026-03-02',
      until: '2026-03-02',
      cursor: first.next,
    });
    expect(next.rows[0]?.id).not.toBe(first.rows[0]?.id);
    const { bytes } = (await auditor.call(exportAudit, {
      personId: president.personId,
      outcome: 'refused',
    })) as unknown as {
      bytes: Uint8Array;
    };
    const read = readSheet(bytes, 'audit.xlsx', (all) => (all[0]?.cells[0] === '时间' ? 1 : 0));
    const lines = 'rows' in read ? read.rows.map(({ cells }) => cells) : [];
    expect(lines.some((cells) => cells[1] === '董总' && cells[5] === 'kernel.dutiesSeparated')).toBe(true);
    expect((await auditor.call(listAudit, { outcome: 'looked' })).rows[0]?.operation).toBe('admin.exportAudit');
    await expect(president.call(exportAudit, {})).rejects.toMatchObject({ status: 403 });
  });

  it('a change of posts that waited for its day fails on it', async () => {
    await test.advance({ days: 1 });
    await comeAgain();
    const { rows } = await test.system(listPlannedChanges, {});
    expect(rows.map(({ state, failureCode }) => [state, failureCode])).toEqual([['failed', 'kernel.dutiesSeparated']]);
  });

  it('a proposal that nobody agrees to in time expires, and who made it is told', async () => {
    const { proposalId } = await security.call(proposeSeparation, { separated: false });
    const ldap = {
      kind: 'ldap' as const,
      name: '公司目录',
      secret: 'service-pass',
      options: {
        host: '127.0.0.1',
        security: 'startTls' as const,
        baseDn: 'dc=example',
        bindDn: 'cn=reader',
        allowed: ['127.0.0.1'],
      },
    };
    const provider = await system.call(proposeOutsideProvider, { setup: ldap as never, revision: 0 });
    await fromBefore(test, new URL('./server/migrations/0016-old-proposals.sql', import.meta.url), {
      'access.separation_proposal': 'access.separationExpires',
      'access.outside_proposal': 'access.outsideProposalExpires',
    });
    const ofProvider = async () => (await system.call(listOutsideProviders, {})).rows[0]?.proposal;
    expect((await president.call(readSeparation, {})).proposal?.expiresAt).toMatch(/^2026-03-10T03:0/);
    await test.advance({ days: 6 });
    await comeAgain();
    expect((await president.call(readSeparation, {})).proposal?.id).toBe(proposalId);
    expect((await ofProvider())?.id).toBe(provider.proposalId);
    await watch(president, () => test.advance({ days: 1, minutes: 1 }));
    await comeAgain();
    expect((await president.call(readSeparation, {})).proposal).toBeNull();
    expect(await ofProvider()).toBeUndefined();
    await expect(president.call(decideSeparation, { proposalId: proposalId ?? '', agree: true })).rejects.toMatchObject(
      { code: 'access.proposalOver' },
    );
    await expect(
      system.call(decideOutsideProvider, { proposalId: provider.proposalId ?? '', agree: true }),
    ).rejects.toMatchObject({ code: 'access.proposalOver' });
    expect(await test.sql('select id from access.outside_proposal where secret is not null')).toEqual([]);
    await test.settle();
    expect(await titles(security)).toContain('你提出的三员分立变更：已过期');
    expect(await titles(system)).toContain('你提出的外部登录方式变更：已过期');
  });

  it('are joined again by two, and what was changed before stands again', async () => {
    const { proposalId } = await security.call(proposeSeparation, { separated: false });
    await watch(auditor, () => president.call(decideSeparation, { proposalId: proposalId ?? '', agree: true }));
    const now = await permissionsOf('administrator');
    expect(now).toContain('access.assignRoles');
    expect(now).not.toContain('access.activatePeople');
    await giveRole(test, auditor.personId, 'securityAdministrator');
    await test.settle();
    expect(await titles(auditor)).toContain('三员分立已停用');
  });
});
