import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { outliveLostConnections } from '#kernel/server/database/database.ts';
import type { ApprovalsHouse } from './approvals-house.ts';
import { personId, requestId } from './approvals-house.ts';

// What one approval step writes, as one statement over the driver: no decision, no HTTP, values made beforehand.
/** As many connections as the embedded server leaves beside the program; more would only wait for its two cores. */
const connections = 24;

const text = `with
  moved as (update approvals.instance set revision = $3, status = $4, state = $5, form = $6, summary = $7, changed_at = $8, head = $9
    where id = $1 and revision = $2 returning id),
  happened as (insert into approvals.event (instance_id, seq, at, body, evidence_id, commitment, algorithm, hash)
    select moved.id, $2 + e.n, $8, e.body, e.id, decode(e.commitment, 'hex'), e.algorithm, decode(e.hash, 'hex')
    from moved, json_to_recordset($10::json) as e(n int, body jsonb, id uuid, commitment text, algorithm text, hash text)),
  closed as (delete from approvals.task where instance_id = $1 and slot_id = $11 and holder_id = $12),
  opened as (insert into approvals.task (instance_id, slot_id, holder_id, principal_id, kind, task_kind, opened_at)
    values ($1, $13, $14, $14, 'bench.inTurn', 'approve', $8)),
  dealt as (insert into approvals.done (person_id, instance_id, slot_id, at, outcome) values ($12, $1, $11, $8, 'approved')),
  took_part as (insert into approvals.participant (instance_id, person_id, part, sees_all, since) values ($1, $14, 'approver', true, $8)
    on conflict do nothing),
  logged as (insert into kernel.event_pending (id, at, name, version, facts, actor)
    select x.id, $8, x.name, x.version, x.facts, x.actor
    from json_to_recordset($15::json) as x(id uuid, name text, version int, facts jsonb, actor jsonb)),
  audited as (insert into kernel.audit (id, at, actor_kind, actor_id, operation, outcome, objects, via, request_id)
    values ($16, $8, 'person', $12::text, 'approvals.act', 'done', $17, 'http', 'abcdefghijkl')),
  proved as (insert into kernel.evidence_content
      (id, chain, kind, at, subject_person_id, key_id, cipher, nonce, ciphertext, commitment_algorithm, commitment)
    select x.id, x.chain, x.kind, $8, $12, $18, 'aes-256-gcm', x.nonce, x.ciphertext, 'sha-256', x.commitment
    from unnest($19::uuid[], $20::text[], $21::text[], $22::bytea[], $23::bytea[], $24::bytea[])
      as x(id, chain, kind, nonce, ciphertext, commitment))
  insert into kernel.command (actor, command_id, operation, input_hash, answer, at)
  values ($25, $26, 'approvals.act', $27, $28, $8)`;

interface Sample {
  readonly revision: number;
  readonly state: string;
  readonly form: string;
  readonly summary: string;
  readonly events: readonly { body: unknown }[];
  readonly logged: readonly { name: string; version: number; facts: unknown; actor: unknown }[];
  readonly objects: string;
  readonly answer: string;
  readonly keyId: string;
  readonly evidence: readonly { chain: string; kind: string; size: number }[];
}

/** Reads what the program wrote for the first step of a request, so that the bare statement writes rows of the same size. */
async function sampleOf(owner: pg.Pool, id: string, before: number, revision: number): Promise<Sample> {
  const one = async <R>(query: string, values: unknown[]): Promise<R[]> =>
    (await owner.query(query, values)).rows as R[];
  const [instance] = await one<{ state: unknown; form: unknown; summary: unknown }>(
    'select state, form, summary from approvals.instance where id = $1',
    [id],
  );
  const [audit] = await one<{ id: string; objects: unknown }>(
    `select id, objects from kernel.audit where operation = 'approvals.act' and objects->0->>'id' = $1 order by id limit 1`,
    [id],
  );
  const events = await one<{ body: unknown; evidence_id: string | null }>(
    'select body, evidence_id from approvals.event where instance_id = $1 and seq > $2 and seq <= $3 order by seq',
    [id, before, revision],
  );
  const evidence = await one<{ chain: string; kind: string; size: number; key_id: string }>(
    'select chain, kind, length(ciphertext) as size, key_id from kernel.evidence_content where id = any($1)',
    [[...events.flatMap((event) => event.evidence_id ?? []), audit?.id]],
  );
  const logged = await one<Sample['logged'][number]>(
    `select name, version, facts, actor from kernel.event where facts->>'requestId' = $1 order by number`,
    [id],
  );
  const last = logged.findIndex((event) => event.name === 'approvals.requestChanged');
  return {
    revision: revision - before,
    state: JSON.stringify(instance?.state),
    form: JSON.stringify(instance?.form),
    summary: JSON.stringify(instance?.summary),
    events,
    logged: logged.slice(0, last + 1),
    objects: JSON.stringify(audit?.objects),
    answer: JSON.stringify({ revision, status: 'running' }),
    keyId: evidence[0]?.key_id ?? '',
    evidence,
  };
}

/**
 * Makes a client of the bare driver: each call writes the next step of a request of its own, `steps` each, from copy `from` on.
 * `sample`: a request that the program has taken one step, and its revision before and after.
 */
export async function bareSteps(
  house: ApprovalsHouse,
  clients: number,
  sample: { readonly id: string; readonly before: number; readonly revision: number },
  given: {
    readonly steps: number;
    readonly nextCopy: () => number;
    readonly approver: (c: number, k: number) => number;
  },
): Promise<{ work: (client: number) => Promise<void>; close: () => Promise<void> }> {
  const like = await sampleOf(house.owner, sample.id, sample.before, sample.revision);
  const pool = new pg.Pool({ ...house.app, max: Math.min(clients, connections), options: '-c timezone=UTC' });
  outliveLostConnections(pool);
  const at = Array.from({ length: clients }, () => ({ c: 0, k: given.steps, revision: 0 }));
  return {
    close: () => pool.end(),
    work: async (client) => {
      const mine = at[client];
      if (!mine) throw new Error('no such client');
      if (mine.k === given.steps) Object.assign(mine, { c: given.nextCopy(), k: 0, revision: sample.before });
      const by = personId(given.approver(mine.c, mine.k));
      const evidenceIds = like.evidence.map(() => randomUUID());
      const written = await pool.query({
        name: 'bench.step',
        text,
        values: [
          requestId(mine.c),
          mine.revision,
          mine.revision + like.revision,
          'running',
          like.state,
          like.form,
          like.summary,
          new Date().toISOString(),
          randomBytes(32),
          JSON.stringify(
            like.events.map(({ body }, n) => ({
              n: n + 1,
              body,
              // A step is sealed once, with its first event.
              ...(n === 0 && {
                id: evidenceIds[n],
                commitment: randomBytes(32).toString('hex'),
                algorithm: 'sha-256',
                hash: randomBytes(32).toString('hex'),
              }),
            })),
          ),
          `${mine.k + 1}.1`,
          by,
          `${mine.k + 2}.1`,
          personId(given.approver(mine.c, mine.k + 1)),
          JSON.stringify(like.logged.map((event) => ({ ...event, id: randomUUID() }))),
          evidenceIds.at(-1),
          like.objects,
          like.keyId,
          evidenceIds,
          like.evidence.map((one) => one.chain),
          like.evidence.map((one) => one.kind),
          like.evidence.map(() => randomBytes(12)),
          like.evidence.map((one) => randomBytes(one.size)),
          like.evidence.map(() => randomBytes(32)),
          `person:${by}`,
          randomUUID(),
          randomBytes(32),
          like.answer,
        ],
      });
      if (written.rowCount !== 1) throw new Error('the step was not written');
      mine.k += 1;
      mine.revision += like.revision;
    },
  };
}
