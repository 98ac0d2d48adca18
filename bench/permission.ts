import { randomUUID } from 'node:crypto';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { personId, startApprovalsHouse, tokenOf } from './approvals-house.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `permission`: lists of 50 at 50,000 people, asked by somebody whose reach is "department and below", divided by the same list
// asked by somebody who reaches everything (limit 1.3). Both ask for the same department, so both get the same rows, and the
// division is what the condition costs. Through HTTP, in turn. Two lists: people, and running requests; at a division of
// 5,000 people and at a department of 100.
const people = 50_000;
const open = 10_000;
const divisions = 10;
const departments = 500;
const calls = 40;
const limit = 1.3;

/** Beyond the people's numbers. */
const departmentId = (n: number) => personId(1_000_000 + n);
const root = '00000000-0000-7000-8000-0000000000d1';
/** Division n is department n; the others stand below them in turn. */
const divisionOf = (department: number) => department % divisions;

const house = await startApprovalsHouse(people);
try {
  await house.copies({
    kind: 'bench.inTurn',
    chosen: Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`n${k}`, [k]])),
    from: 0,
    count: open,
    stride: 7,
  });
  const { owner } = house;
  const ids = Array.from({ length: departments + divisions }, (_, n) => departmentId(n));
  const parents = ids.map((_, n) => (n < divisions ? root : departmentId(divisionOf(n))));
  await owner.query(
    `insert into directory.department (id, employer_id, parent_id, number, name)
     select x.id, (select id from directory.employer), x.parent, 1 + x.n, '部门' || x.n
     from unnest($1::uuid[], $2::uuid[]) with ordinality x(id, parent, n)`,
    [ids, parents],
  );
  await owner.query(
    `insert into directory.department_tree (ancestor_id, descendant_id, depth, valid_from)
     select id, id, 0, date '2026-01-01' from directory.department where id <> $1
     union all select parent_id, id, 1, date '2026-01-01' from directory.department where id <> $1
     union all select $1::uuid, id, 2, date '2026-01-01' from directory.department where parent_id <> $1`,
    [root],
  );
  await owner.query('analyze directory.department, directory.department_tree');
  await owner.query(
    `update directory.membership m set department_id = x.department
     from (select id, ($1::uuid[])[1 + (row_number() over (order by id)) % $2::int] as department from directory.person) x
     where m.person_id = x.id`,
    [ids.slice(divisions), departments],
  );
  await owner.query(
    `update approvals.instance i set applicant_id = x.id
     from (select id, row_number() over (order by id) as n from directory.person) x,
       (select id, row_number() over (order by id) as n from approvals.instance) y where y.id = i.id and x.n = 1 + (y.n * 37) % $1`,
    [people],
  );
  // Everybody may read the directory of their departments and below only; person 3 and 4 by a role everywhere.
  await owner.query(
    `insert into access.role_permission (role_id, permission, reach, changed_at)
     values ($1, 'directory.readDirectory', 'departmentTree', '2026-01-01')`,
    [builtInRoles.employee],
  );
  const roleId = randomUUID();
  await owner.query(
    `insert into access.role (id, name_zh, name_en, holding) values ($1, '全公司', 'Everywhere', 'assigned')`,
    [roleId],
  );
  await owner.query(
    `insert into access.role_permission (role_id, permission, reach, changed_at) values
       ($1, 'directory.readDirectory', 'company', '2026-01-01'), ($1, 'approvals.expedite', 'company', '2026-01-01')`,
    [roleId],
  );
  await owner.query(
    `insert into access.role_assignment (id, role_id, person_id, scope, valid_from, granted_at)
     values (gen_random_uuid(), $1, $2, 'role', '2026-01-01', '2026-01-01')`,
    [roleId, personId(3)],
  );
  const small = departmentId(divisions + 7);
  const places = [
    { head: 1, departmentId: departmentId(3) },
    { head: 2, departmentId: small },
  ];
  for (const place of places) {
    await owner.query(`update directory.membership set department_id = $2 where person_id = $1`, [
      personId(place.head),
      place.departmentId,
    ]);
    await owner.query(
      `insert into directory.headship (department_id, person_id, rank, valid_from) values ($2, $1, 0, '2026-01-01')`,
      [personId(place.head), place.departmentId],
    );
  }
  for (const table of ['directory.membership', 'directory.department_tree', 'directory.person', 'approvals.instance'])
    await owner.query(`vacuum analyze ${table}`);
  await owner.query('vacuum analyze approvals.task');

  const http = new HttpClient(house.port);
  const half = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const figures: Record<string, number> = {};
  for (const [n, place] of places.entries()) {
    for (const [name, input] of [
      ['directory.listPeople', { departmentId: place.departmentId, below: true, limit: 50 }],
      ['approvals.listExpedited', { departmentId: place.departmentId, limit: 50 }],
    ] as const) {
      const times = { within: [] as number[], without: [] as number[] };
      const answers = new Set<string>();
      for (let call = 0; call < calls + 10; call += 1) {
        for (const which of call % 2 ? (['within', 'without'] as const) : (['without', 'within'] as const)) {
          const begin = performance.now();
          const answer = await http.call(name, input, tokenOf(which === 'within' ? place.head : 3));
          const ms = performance.now() - begin;
          const rows = answer.body.rows as { id?: string; requestId?: string }[] | undefined;
          if (answer.status !== 200 || !rows?.length) throw new Error(JSON.stringify(answer));
          answers.add(rows.map((row) => row.id ?? row.requestId).join());
          if (call >= 10) times[which].push(ms);
        }
      }
      if (answers.size !== 1) throw new Error(`${name}: not the same list`);
      const key = `${name.split('.')[1]}${n === 0 ? 'Division' : 'Department'}`;
      figures[`${key}Ms`] = half(times.within);
      figures[`${key}Ratio`] = half(times.within) / half(times.without);
    }
  }
  http.close();
  const ratio = Math.max(...Object.entries(figures).flatMap(([key, value]) => (key.endsWith('Ratio') ? [value] : [])));
  report({ name: 'permission', ratio, limit, ...figures });
} finally {
  await house.stop();
}
