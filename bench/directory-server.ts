import { createHash } from 'node:crypto';
import pg from 'pg';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { systemPrincipal } from '#kernel/server/pipeline/principal.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { createDepartment } from '#modules/directory/contract/departments.ts';
import { createEmployer } from '#modules/directory/contract/employers.ts';
import { newPersonRecord } from '#modules/directory/server/new-person-record.ts';
import { writePeople } from '#modules/directory/server/write-people.ts';
import { madeName } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { startMeasuredProgram } from './measured-program.ts';

// The whole program, in a process of its own, with a company of 50,000 people in ten divisions of fifty departments.
const people = 50_000;
const divisions = 10;
const departmentsEach = 50;
const sessions = 20;

const { program, owner, serve } = await startMeasuredProgram(composition);
// Whoever measures asks more than a person may.
Object.assign(program.kernel, { rateLimiter: { take: () => 0 } });

async function system<C extends OperationContract>(operation: C, input: CallInputOf<C>): Promise<OutputOf<C>> {
  const result = await program.pipeline.execute({
    operation: operation.name,
    input,
    as: { principal: systemPrincipal('bench', 'all') },
    address: '',
    agent: '',
    via: 'job',
    requestId: 'bench',
  });
  if (!('body' in result)) throw new Error(JSON.stringify(result));
  return result.body as OutputOf<C>;
}

const { employerId, departmentId: root } = await system(createEmployer, { name: '测量有限公司' });
const divisionIds: string[] = [];
const leafIds: string[][] = [];
for (let division = 0; division < divisions; division += 1) {
  const { departmentId } = await system(createDepartment, { name: `事业部${division}`, parentId: root });
  divisionIds.push(departmentId);
  const leaves: string[] = [];
  for (let n = 0; n < departmentsEach; n += 1) {
    leaves.push((await system(createDepartment, { name: `部门${n}`, parentId: departmentId })).departmentId);
  }
  leafIds.push(leaves);
}
const ids = Array.from({ length: people }, () => program.kernel.newId());
const { kernel } = program;
for (let from = 0; from < people; from += 2_000) {
  await kernel.database.write.transaction().execute((trx) =>
    writePeople(trx, {
      created: ids.slice(from, from + 2_000).map((id, at) => {
        const n = from + at;
        const leaves = leafIds[n % divisions] ?? [];
        const departmentId = leaves[Math.floor(n / divisions) % departmentsEach] ?? root;
        return {
          record: newPersonRecord(id, {
            employerId,
            account: `m${n}`,
            name: madeName(n),
            phone: `+86139${String(n).padStart(8, '0')}`,
            email: `m${n}@example.com`,
            jobTitle: n % 10 === 0 ? '经理' : '专员',
          }),
          departments: [{ departmentId, main: true }],
          posts: [],
          supervisorId: n === 0 ? null : (ids[Math.floor(n / 8)] ?? null),
        };
      }),
      changed: [],
      day: '2026-01-05',
    }),
  );
}
for (const personId of [ids[0] ?? '', ids[1] ?? '']) {
  await system(assignRole, { roleId: builtInRoles.hr, to: { kind: 'person', personId }, scope: { kind: 'role' } });
}
const client = new pg.Client(owner);
await client.connect();
await client.query(
  `insert into kernel.session (id, token_hash, person_id, strength, made_at, fresh_at, seen_at, ends_at, address, agent)
   select gen_random_uuid(), s.hash, s.person, 'password', $3, $3, $3, $3::timestamptz + interval '1 day', '127.0.0.1', 'bench'
   from unnest($1::bytea[], $2::uuid[]) s(hash, person)`,
  [
    ids.slice(0, sessions).map((_, n) => createHash('sha256').update(`token-${n}`).digest()),
    ids.slice(0, sessions),
    kernel.clock.now().toString(),
  ],
);
await client.query('vacuum analyze');
await client.end();
await program.settle();

await serve({ people, employerId, divisionIds, leafIds });
