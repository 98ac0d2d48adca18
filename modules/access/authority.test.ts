import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { query } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { changePerson, createPerson, readPerson } from '#modules/directory/contract/people.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import { aCompany, aPerson, aPost, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { assignRole, explainPermission, listAssignments, revokeRole } from './contract/assignments.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { findHolders } from './contract/holders.ts';
import { changeRole, createRole, listRoles, readRole, removeRole } from './contract/roles.ts';
import type { Scope } from './contract/shapes.ts';
import { readViewer } from './contract/viewer.ts';
import { activatedPerson, giveRole } from './testing.ts';
import { accessCache } from './web/cache.ts';

const look = permission({
  name: 'lookout.look',
  sentence: { zh: '看', en: 'Look' },
  reaches: ['self', 'department', 'departmentTree', 'listed', 'employer', 'company'],
  roles: { departmentHead: 'departmentTree' },
});
const wide = permission({
  name: 'lookout.lookWide',
  sentence: { zh: '远看', en: 'Look far' },
  reaches: ['employer', 'company'],
  important: true,
});
const own = permission({
  name: 'lookout.lookAtMyself',
  sentence: { zh: '看自己', en: 'Look at oneself' },
  reaches: ['self'],
  everybody: 'self',
});
const lookAround = query({
  name: 'lookout.lookAround',
  summary: { zh: '看得到谁', en: 'Who can be seen' },
  input: z.object({ by: z.enum(['look', 'wide', 'own']).default('look') }),
  output: z.object({ names: z.array(z.string()) }),
  access: 'signedIn',
});
const lookout = serverModule({
  contract: moduleContract({
    name: 'lookout',
    title: { zh: '瞭望', en: 'Lookout' },
    operations: [lookAround],
    permissions: [look, wide, own],
  }),
  handlers: [
    handle<DirectoryViews>()(lookAround, async (context, { by }) => ({
      names: (
        await context.db
          .selectFrom('directory.published_person as p')
          .select('p.name')
          .where(context.within({ look, wide, own }[by], 'p.id'))
          .orderBy('p.name')
          .execute()
      ).map((row) => row.name),
    })),
  ],
});

let test: TestProgram;
let group: TestCompany;
let other: TestCompany;
let watcher: string;

beforeAll(async () => {
  test = await startTestProgram({ ...composition, modules: [...composition.modules, lookout] });
  group = await aCompany(test, { departments: ['Sales', 'Research', 'Research/Platform'] });
  other = await aCompany(test, { name: '云澜旅行', parentId: group.employerId, departments: ['Tours'] });
  watcher = await aPerson(test, group, { name: 'watcher', department: 'Research' });
  await aPerson(test, group, { name: 'root' });
  await aPerson(test, group, { name: 'seller', department: 'Sales' });
  await aPerson(test, group, { name: 'platformer', department: 'Platform' });
  await aPerson(test, other, { name: 'guide', department: 'Tours' });
});
afterAll(() => test.stop());

const sees = async (personId: string, by: 'look' | 'wide' | 'own' = 'look') =>
  (await (await test.as(personId)).call(lookAround, { by })).names.join(' ');

async function roleWith(
  permissionName: string,
  reach: 'self' | 'department' | 'departmentTree' | 'listed' | 'employer' | 'company',
) {
  const name = `${permissionName} ${crypto.randomUUID()}`.slice(0, 40);
  const permissions = [{ permission: permissionName, reach }];
  return (await test.system(createRole, { name: { zh: name, en: name }, permissions })).roleId;
}
const assign = (roleId: string, personId: string, scope: Scope = { kind: 'role' }) =>
  test.system(assignRole, { roleId, to: { kind: 'person', personId }, scope });

describe('reach', () => {
  it.each([
    ['self', 'watcher'],
    ['department', 'watcher'],
    ['departmentTree', 'platformer watcher'],
    ['listed', ''],
    ['employer', 'platformer root seller watcher'],
    ['company', 'guide platformer root seller watcher'],
  ] as const)('%s, as the role says it', async (reach, names) => {
    const { assignmentId } = await assign(await roleWith(look.name, reach), watcher);
    expect(await sees(watcher)).toBe(names);
    await test.system(revokeRole, { assignmentId });
    expect(await sees(watcher)).toBe('');
  });

  it.each([
    ['departments', () => ({ kind: 'departments', departmentIds: [group.departments.Sales ?? ''] }), 'seller', ''],
    [
      'a department with those below',
      () => ({ kind: 'departments', departmentIds: [group.departments.Research ?? ''] }),
      'platformer watcher',
      '',
    ],
    ['employers', () => ({ kind: 'employers', employerIds: [other.employerId] }), 'guide', 'guide'],
    [
      'company',
      () => ({ kind: 'company' }),
      'guide platformer root seller watcher',
      'guide platformer root seller watcher',
    ],
  ] as const)('in a scope of %s, as far as the permission knows it', async (_, scope, names, far) => {
    const roleId = await roleWith(look.name, 'department');
    const [role] = (await test.system(listRoles, {})).roles.filter((one) => one.id === roleId);
    const permissions = [
      { permission: look.name, reach: 'department' as const },
      { permission: wide.name, reach: 'employer' as const },
    ];
    await test.system(changeRole, { roleId, revision: role?.revision ?? 0, permissions });
    const { assignmentId } = await assign(roleId, watcher, scope() as Scope);
    expect(await sees(watcher)).toBe(names);
    expect(await sees(watcher, 'wide')).toBe(far);
    await test.system(revokeRole, { assignmentId });
  });

  it('of everybody’s permissions needs no role', async () => {
    expect(await sees(watcher, 'own')).toBe('watcher');
  });

  it('follows from heading a department, and ends with it', async () => {
    const departmentId = group.departments.Research ?? '';
    const { revision } = await (await test.as(watcher)).call(readDepartment, { departmentId });
    const headed = await test.system(changeDepartment, { departmentId, revision, change: { headIds: [watcher] } });
    expect(await sees(watcher)).toBe('platformer watcher');
    expect((await (await test.as(watcher)).call(readViewer, {})).isHead).toBe(true);
    await test.system(changeDepartment, { departmentId, revision: headed.revision, change: { headIds: [] } });
    expect(await sees(watcher)).toBe('');
  });

  it('comes with a post, in the department where it is held', async () => {
    const post = await aPost(test, group, '值班员');
    const roleId = await roleWith(look.name, 'department');
    const { assignmentId } = await test.system(assignRole, { roleId, to: { kind: 'post', postId: post } });
    const { personId } = await test.system(createPerson, {
      employerId: group.employerId,
      account: 'post.holder',
      name: 'holder',
      departments: [
        { departmentId: group.departments.Platform ?? '', main: true },
        { departmentId: group.departments.Sales ?? '', main: false },
      ],
      posts: [{ postId: post, departmentId: group.departments.Sales ?? '' }],
    });
    expect(await sees(personId)).toBe('holder seller');
    const { revision } = await (await test.as(personId)).call(readPerson, { personId });
    await test.system(changePerson, { personId, revision, change: { posts: [] } });
    expect(await sees(personId)).toBe('');
    await test.system(revokeRole, { assignmentId });
  });

  it('is gone at the next request when the role is taken away, and holds between its days only', async () => {
    const roleId = await roleWith(look.name, 'employer');
    const client = await test.as(watcher);
    const now = test.program.kernel.clock.now();
    const { assignmentId } = await test.system(assignRole, {
      roleId,
      to: { kind: 'person', personId: watcher },
      from: now.add({ hours: 1 }).toString(),
      until: now.add({ hours: 3 }).toString(),
    });
    expect((await client.call(lookAround, {})).names).toEqual([]);
    await test.advance({ hours: 2 });
    expect((await client.call(lookAround, {})).names).toContain('seller');
    await test.advance({ hours: 2 });
    expect((await client.call(lookAround, {})).names).toEqual([]);
    expect(
      await test.sql('select 1 from access.role_assignment where id = $1 and ended_at is null', [assignmentId]),
    ).toEqual([]);
    const again = await assign(roleId, watcher);
    expect((await client.call(lookAround, {})).names).toContain('seller');
    await test.system(revokeRole, again);
    expect((await client.call(lookAround, {})).names).toEqual([]);
  });
});

describe('roles', () => {
  let administrator: string;
  beforeAll(async () => {
    administrator = await aPerson(test, group, { account: 'administrator', name: 'administrator' });
    await activatedPerson(test, { personId: administrator, account: 'administrator' });
    await giveRole(test, administrator, 'administrator', { kind: 'company' });
  });

  it('are made, changed, given and removed by those who may, and pushed to those who look', async () => {
    const client = await test.as(administrator);
    const watch = <T>(action: () => Promise<T>) =>
      verifyPush(
        test,
        client,
        accessCache,
        [
          [listRoles, {}],
          [listAssignments, {}],
          [readViewer, {}],
        ],
        action,
      );
    const name = { zh: '前台', en: 'Front desk' };
    let roleId = '';
    await watch(async () => {
      ({ roleId } = await client.call(createRole, {
        name,
        permissions: [{ permission: look.name, reach: 'department' }],
      }));
    });
    await expect(
      client.call(createRole, { name: { zh: '别的', en: 'FRONT DESK' }, permissions: [] }),
    ).rejects.toMatchObject({
      code: 'access.roleNameTaken',
    });
    const unknown = [{ permission: wide.name, reach: 'self' as const }];
    await expect(client.call(createRole, { name: { zh: '甲', en: 'A' }, permissions: unknown })).rejects.toMatchObject({
      code: 'access.permissionUnknown',
    });
    await watch(() =>
      client.call(changeRole, { roleId, revision: 1, permissions: [{ permission: look.name, reach: 'company' }] }),
    );
    await expect(client.call(changeRole, { roleId, revision: 1, permissions: [] })).rejects.toMatchObject({
      status: 409,
    });
    const to = { kind: 'person', personId: watcher } as const;
    let assignmentId = '';
    await watch(async () => {
      ({ assignmentId } = await client.call(assignRole, { roleId, to }));
    });
    await expect(client.call(assignRole, { roleId, to })).rejects.toMatchObject({ code: 'access.alreadyAssigned' });
    await expect(client.call(removeRole, { roleId, revision: 2 })).rejects.toMatchObject({ code: 'access.roleInUse' });
    const held = await verifyPush(test, await test.as(watcher), accessCache, [[readViewer, {}]], () =>
      client.call(revokeRole, { assignmentId }),
    );
    expect(held.map((event) => event.name)).toEqual(['access.assignmentChanged']);
    await watch(() => client.call(removeRole, { roleId, revision: 2 }));
    await expect(client.call(readRole, { roleId })).rejects.toMatchObject({ status: 404 });
    const plain = await test.as(watcher);
    await expect(plain.call(createRole, { name, permissions: [] })).rejects.toMatchObject({ status: 403 });
    await expect(plain.call(listRoles, {})).rejects.toMatchObject({ status: 403 });
    await expect(plain.call(revokeRole, { assignmentId })).rejects.toMatchObject({ status: 403 });
  });

  it('that are built in follow the contracts, and remember only what was changed', async () => {
    const client = await test.as(administrator);
    const before = await client.call(readRole, { roleId: builtInRoles.departmentHead });
    expect(before.permissions).toContainEqual({ permission: look.name, reach: 'departmentTree' });
    expect(before.may).toEqual(['change']);
    const permissions = before.permissions.filter((one) => one.permission !== look.name);
    const changed = await client.call(changeRole, { roleId: before.id, revision: before.revision, permissions });
    expect(
      await test.sql('select permission, reach from access.role_permission where role_id = $1', [before.id]),
    ).toEqual([{ permission: look.name, reach: null }]);
    const back = { roleId: before.id, revision: changed.revision, permissions: before.permissions };
    await client.call(changeRole, back);
    expect(await test.sql('select 1 from access.role_permission where role_id = $1', [before.id])).toEqual([]);
    const renamed = { roleId: before.id, revision: changed.revision + 1, name: { zh: '头', en: 'Head' } };
    await expect(client.call(changeRole, renamed)).rejects.toMatchObject({ code: 'access.roleIsBuiltIn' });
    const everybody = await client.call(readRole, { roleId: builtInRoles.employee });
    expect(everybody.permissions).toContainEqual({ permission: own.name, reach: 'self' });
    const employee = { kind: 'person', personId: watcher } as const;
    await expect(client.call(assignRole, { roleId: everybody.id, to: employee })).rejects.toMatchObject({
      code: 'access.roleNotAssignable',
    });
  });

  it('are never given to oneself, nor to a post that one holds, nor beyond one’s own reach', async () => {
    const client = await test.as(administrator);
    const give = (by: typeof client, roleId: string, personId: string, scope: Scope = { kind: 'role' }) =>
      by.call(assignRole, { roleId, to: { kind: 'person', personId }, scope });
    await expect(give(client, builtInRoles.hr, administrator)).rejects.toMatchObject({ code: 'access.notToYourself' });
    await expect(
      test.sql(
        `insert into access.role_assignment (id, role_id, person_id, scope, valid_from, granted_at, granted_by)
         values (gen_random_uuid(), $1, $2, 'role', '2026-01-01', '2026-01-01', $2)`,
        [builtInRoles.hr, administrator],
      ),
    ).rejects.toThrow(/check constraint/);

    const deputy = await aPerson(test, group, { department: 'Sales' });
    const roleId = await roleWith('access.assignRoles', 'employer');
    await assign(roleId, deputy);
    const small = await roleWith(look.name, 'department');
    const limited = await test.as(deputy);
    const [guide] = await test.sql<{ id: string }>(`select id from directory.person where name = 'guide'`);
    await expect(give(limited, small, guide?.id ?? '')).rejects.toMatchObject({ code: 'access.holderUnknown' });
    await expect(give(limited, small, watcher)).rejects.toMatchObject({ code: 'access.scopeTooWide' });
    await assign(await roleWith(look.name, 'department'), deputy);
    await expect(give(limited, small, watcher, { kind: 'company' })).rejects.toMatchObject({
      code: 'access.scopeTooWide',
    });
    const elsewhere: Scope = { kind: 'employers', employerIds: [other.employerId] };
    await expect(give(limited, small, watcher, elsewhere)).rejects.toMatchObject({ code: 'access.scopeTooWide' });
    await expect(give(limited, builtInRoles.administrator, watcher)).rejects.toMatchObject({
      code: 'access.scopeTooWide',
    });
    const given = await give(limited, small, watcher);
    const far = await give(client, small, guide?.id ?? '');
    await expect(limited.call(revokeRole, far)).rejects.toMatchObject({ status: 404 });
    await limited.call(revokeRole, given);
    await client.call(revokeRole, far);
  });

  it('can’t be taken from the last one who gives them, also not by two at once', async () => {
    const second = await aPerson(test, group, { account: 'second' });
    await activatedPerson(test, { personId: second, account: 'second' });
    const idOf = async (personId: string) =>
      (await (await test.as(administrator)).call(listAssignments, { personId, roleId: builtInRoles.administrator }))
        .rows[0]?.id ?? '';
    const first = await idOf(administrator);
    await expect(test.system(revokeRole, { assignmentId: first })).rejects.toMatchObject({
      code: 'access.lastAdministrator',
    });
    const { revision } = await test.system(readRole, { roleId: builtInRoles.administrator });
    await expect(
      test.system(changeRole, { roleId: builtInRoles.administrator, revision, permissions: [] }),
    ).rejects.toMatchObject({ code: 'access.lastAdministrator' });
    const assignmentId = await giveRole(test, second, 'administrator', { kind: 'company' });
    const both = await Promise.allSettled([
      test.system(revokeRole, { assignmentId }),
      test.system(revokeRole, { assignmentId: first }),
    ]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('are found counted from a person: the nearest holder, never only the person who asks', async () => {
    const find = async (personId: string, within: 'department' | 'nearestAbove' | 'employer' | 'group', role = 'hr') =>
      (
        await (
          await test.as(watcher)
        ).call(findHolders, {
          questions: [{ key: 'q', personId, rule: { kind: 'role', role, within } }],
        })
      ).answers[0]?.personIds;
    const [seller] = await test.sql<{ id: string }>(`select id from directory.person where name = 'seller'`);
    const [guide] = await test.sql<{ id: string }>(`select id from directory.person where name = 'guide'`);
    const [platformer] = await test.sql<{ id: string }>(`select id from directory.person where name = 'platformer'`);
    if (!seller || !guide || !platformer) throw new Error('the company is smaller than it should be');
    const groupHr = await aPerson(test, group, { name: 'groupHr' });
    const ofAll = await giveRole(test, groupHr, 'hr', { kind: 'company' });
    expect(await find(guide.id, 'employer')).toEqual([groupHr]);
    const tourHr = await aPerson(test, other, { name: 'tourHr', department: 'Tours' });
    const ofTours = await giveRole(test, tourHr, 'hr');
    expect(await find(guide.id, 'employer')).toEqual([tourHr]);
    expect(await find(tourHr, 'employer')).toEqual([groupHr]);
    expect(await find(seller.id, 'employer')).toEqual([groupHr]);
    expect(await find(seller.id, 'group')).toEqual([groupHr, tourHr]);

    const research = group.departments.Research ?? '';
    const ofResearch = await giveRole(test, seller.id, 'departmentAdministrator', {
      kind: 'departments',
      departmentIds: [research],
    });
    expect(await find(platformer.id, 'department', 'departmentAdministrator')).toEqual([seller.id]);
    expect(await find(seller.id, 'department', 'departmentAdministrator')).toEqual([]);
    const { revision } = await (await test.as(watcher)).call(readDepartment, { departmentId: research });
    const { revision: next } = await test.system(changeDepartment, {
      departmentId: research,
      revision,
      change: { headIds: [watcher] },
    });
    expect(await find(platformer.id, 'nearestAbove', 'departmentHead')).toEqual([watcher]);
    expect(await find(platformer.id, 'department', 'departmentHead')).toEqual([]);
    expect(await find(seller.id, 'nearestAbove', 'departmentHead')).toEqual([]);
    const looks = await (await test.as(watcher)).call(findHolders, {
      questions: [platformer, seller].map(({ id }) => ({
        key: id,
        personId: id,
        rule: { kind: 'permission' as const, permission: look.name },
      })),
    });
    expect(looks.answers[0]).toEqual({ key: platformer.id, personIds: [watcher] });
    expect(looks.answers[1]?.personIds).not.toContain(watcher);
    await test.system(changeDepartment, { departmentId: research, revision: next, change: { headIds: [] } });
    for (const assignmentId of [ofAll, ofTours, ofResearch]) await test.system(revokeRole, { assignmentId });
  });

  it('explain why somebody may do something', async () => {
    const roleId = await roleWith(look.name, 'listed');
    const [kept] = await test.sql<{ person_id: string }>(
      `select person_id from access.role_assignment where role_id = $1 and ended_at is null`,
      [builtInRoles.administrator],
    );
    const client = await test.as(kept?.person_id ?? '');
    const until = test.program.kernel.clock.now().add({ hours: 240 }).toString();
    const { assignmentId } = await client.call(assignRole, {
      roleId,
      to: { kind: 'person', personId: watcher },
      scope: { kind: 'departments', departmentIds: [group.departments.Sales ?? ''] },
      until,
    });
    const why = await client.call(explainPermission, { personId: watcher, permission: look.name });
    expect(why.because).toEqual([
      {
        kind: 'given',
        role: expect.objectContaining({ id: roleId }),
        assignmentId,
        post: null,
        until: expect.stringContaining('2026-'),
        givenBy: expect.objectContaining({ id: kept?.person_id }),
        reach: 'departmentTree',
        departments: [{ id: group.departments.Sales, name: 'Sales' }],
        employers: [],
      },
    ]);
    const mine = await (await test.as(watcher)).call(explainPermission, { personId: watcher, permission: own.name });
    expect(mine.because).toMatchObject([{ kind: 'everybody', role: { name: { en: 'Employee' } }, reach: 'self' }]);
    const none = await client.call(explainPermission, { personId: watcher, permission: wide.name });
    expect(none.because).toEqual([]);
    await expect(
      (await test.as(watcher)).call(explainPermission, { personId: kept?.person_id ?? '', permission: look.name }),
    ).rejects.toMatchObject({ status: 404 });
  });
});
