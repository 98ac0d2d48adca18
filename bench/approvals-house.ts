import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { outliveLostConnections } from '#kernel/server/database/database.ts';
import { HttpClient } from './http-client.ts';

/**
 * The id of the n-th person of the measured company. Spread as the ids of people are: GiST (the constraints on times that mustn't
 * overlap) tells ids that only differ in their last bits badly apart, and would be some fifty times as slow as it is in use.
 */
export const personId = (n: number): string => {
  const spread = createHash('md5').update(String(n)).digest('hex');
  return `00000000-0000-7000-8${spread.slice(0, 3)}-${spread.slice(3, 15)}`;
};
/** The same as SQL of the number, as text. */
export const personIdIn = (n: string): string =>
  `regexp_replace(md5((${n})::text), '^(.{3})(.{12}).*$', '00000000-0000-7000-8\\1-\\2')`;
/** The id of the n-th copy of a request. */
export const requestId = (n: number): string => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
/** The token of the n-th person's session. */
export const tokenOf = (n: number): string => `token-${n}`;

const company = '00000000-0000-7000-8000-0000000000c1';
const department = '00000000-0000-7000-8000-0000000000d1';

/** The whole program with a company of `people` signed-in people, who know nothing of each other but requests. */
export interface ApprovalsHouse {
  readonly port: number;
  /** The program's process; PostgreSQL's are its children. */
  readonly pid: number;
  readonly app: pg.PoolConfig;
  readonly owner: pg.Pool;
  /** Waits until subscribers, relay and chain are done. */
  settle(): Promise<void>;
  /**
   * Submits a request by person 0 to the approvers given, and copies it `count` times in the database, from number `from`
   * on; `approver(c, k)` says whose person's number stands for the k-th approver in copy c. Gives the request's revision.
   */
  copies(given: {
    readonly kind: string;
    readonly chosen: Readonly<Record<string, readonly number[]>>;
    readonly from: number;
    readonly count: number;
    /** Step of the numbers: approver k of copy c is `1 + (c * stride + k) % people`. 0: the same people in each. */
    readonly stride: number;
  }): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startApprovalsHouse(people: number): Promise<ApprovalsHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guiju-bench-'));
  const server: ChildProcess = fork(new URL('./approvals-server.ts', import.meta.url), [dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // As the launcher starts the server.
    execArgv: process.env.GUIJU_BENCH_NODE?.split(' ') ?? ['--max-semi-space-size=32'],
  });
  const [facts] = (await once(server, 'message')) as [{ port: number; app: pg.PoolConfig; owner: pg.PoolConfig }];
  const owner = new pg.Pool({ ...facts.owner, max: 4, options: '-c timezone=UTC' });
  outliveLostConnections(owner);
  await fillCompany(owner, people);
  return {
    port: facts.port,
    pid: server.pid ?? 0,
    app: facts.app,
    owner,
    settle: async () => {
      server.send('settle');
      await once(server, 'message');
    },
    copies: (given) => copyRequest(facts.port, owner, people, given),
    stop: async () => {
      await owner.end();
      server.send('stop');
      await once(server, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Whoever stands for the approvers in the request that is copied; they have no part in any copy. */
const standIns = 50;

async function fillCompany(owner: pg.Pool, people: number): Promise<void> {
  const client = await owner.connect();
  const now = new Date().toISOString();
  try {
    await client.query('begin');
    await client.query(
      `insert into directory.employer (id, name, time_zone, department_id) values ($1, '测量有限公司', 'Asia/Shanghai', $2)`,
      [company, department],
    );
    await client.query(
      `insert into directory.department (id, employer_id, number, name) values ($1, $2, 1, '测量有限公司')`,
      [department, company],
    );
    await client.query(
      `insert into directory.department_tree (ancestor_id, descendant_id, depth, valid_from) values ($1, $1, 0, '2026-01-01')`,
      [department],
    );
    const ids = Array.from({ length: people + standIns }, (_, n) => personId(n));
    await client.query(
      `insert into directory.person (id, employer_id, account, name, staff_type, sort_key, search)
       select p.id, $2, 'm' || p.n, '员工' || p.n, 'regular', 'm' || p.n, '' from unnest($1::uuid[]) with ordinality p(id, n)`,
      [ids, company],
    );
    await client.query(
      `insert into directory.membership (person_id, department_id, is_main, valid_from)
       select p.id, $2, true, '2026-01-01' from unnest($1::uuid[]) p(id)`,
      [ids, department],
    );
    await client.query(
      `insert into kernel.session (id, token_hash, person_id, strength, made_at, fresh_at, seen_at, ends_at, address, agent)
       select gen_random_uuid(), s.hash, s.person, 'password', $3, $3, $3, $3::timestamptz + interval '1 day', '127.0.0.1', 'bench'
       from unnest($1::bytea[], $2::uuid[]) s(hash, person)`,
      [ids.map((_, n) => createHash('sha256').update(tokenOf(n)).digest()), ids, now],
    );
    await client.query('commit');
    // Nothing is counted by itself so soon, and what joins them next would be planned for empty tables.
    await client.query(
      'analyze directory.person, directory.membership, directory.department, directory.department_tree, kernel.session',
    );
  } finally {
    client.release();
  }
}

async function copyRequest(
  port: number,
  owner: pg.Pool,
  people: number,
  { kind, chosen, from, count, stride }: Parameters<ApprovalsHouse['copies']>[0],
): Promise<number> {
  const http = new HttpClient(port);
  const standIn = (number: number) => personId(stride === 0 ? number : people + number);
  const approvers = Object.values(chosen).flat();
  const made = await http.call(
    'approvals.submitRequest',
    {
      kind,
      form: { what: '去税务局送文件', days: 3 },
      chosen: Object.fromEntries(Object.entries(chosen).map(([node, those]) => [node, those.map(standIn)])),
    },
    tokenOf(0),
  );
  http.close();
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  const { requestId: original, revision } = made.body as { requestId: string; revision: number };
  // Ids of the original's approvers become those of the copy's: person 1 + (c * stride + k) mod (people - 1).
  const other = approvers.reduce(
    (text, number, k) =>
      `replace(${text}, '${standIn(number)}', ${personIdIn(`1 + (c * ${stride} + ${k}) % ${people - 1}`)})`,
    '%',
  );
  const replaced = (column: string, type: string) =>
    stride === 0 ? column : `(${other.replace('%', `${column}::text`)})::${type}`;
  const id = `('01900000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid`;
  const series = `generate_series(${from}, ${from + count - 1}) c`;
  for (const text of [
    `insert into approvals.instance (id, kind, definition_version, number, applicant_id, submitter_id, employer_id, submitted_at,
        revision, status, state, form, summary, changed_at, ended_at, head)
     select ${id}, i.kind, i.definition_version, i.number || '-' || c, i.applicant_id, i.submitter_id, i.employer_id, i.submitted_at,
        i.revision, i.status, ${replaced('i.state', 'jsonb')}, i.form, i.summary, i.changed_at, i.ended_at, sha256(i.head || convert_to(c::text, 'UTF8'))
     from approvals.instance i, ${series} where i.id = $1`,
    `insert into approvals.form_content (instance_id, form, content)
     select ${id}, f.form, f.content from approvals.form_content f, ${series} where f.instance_id = $1`,
    `insert into approvals.event (instance_id, seq, at, body, evidence_id, commitment, algorithm, hash)
     select ${id}, e.seq, e.at, ${replaced('e.body', 'jsonb')}, case when e.hash is not null then gen_random_uuid() end, e.commitment, e.algorithm, sha256(e.hash || convert_to(c::text, 'UTF8'))
     from approvals.event e, ${series} where e.instance_id = $1`,
    `insert into approvals.task (instance_id, slot_id, holder_id, principal_id, kind, task_kind, opened_at)
     select ${id}, t.slot_id, ${replaced('t.holder_id', 'uuid')}, ${replaced('t.principal_id', 'uuid')}, t.kind, t.task_kind, t.opened_at
     from approvals.task t, ${series} where t.instance_id = $1`,
    `insert into approvals.participant (instance_id, person_id, part, sees_all, since)
     select ${id}, ${replaced('p.person_id', 'uuid')}, p.part, p.sees_all, p.since
     from approvals.participant p, ${series} where p.instance_id = $1`,
  ]) {
    await owner.query(text, [original]);
  }
  await owner.query(
    'analyze approvals.instance, approvals.event, approvals.task, approvals.participant, approvals.done',
  );
  return revision;
}
