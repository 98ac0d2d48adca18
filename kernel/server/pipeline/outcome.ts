import { CompiledQuery, type Transaction } from 'kysely';
import type { Actor } from '../../contract/actor.ts';
import { type AuditEntry, auditActorId, auditRecord } from '../audit/audit-entry.ts';
import { AUDIT_CHAIN } from '../chain/audit-row.ts';
import { prepareEvidence } from '../chain/record-evidence.ts';
import type { Kernel } from '../kernel.ts';
import { actorKey } from './pipeline.ts';

/** An event between `emit` and the log. */
export interface PendingEvent {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly version: number;
  readonly facts: unknown;
  readonly actor: Actor;
}

/** Exported for the measurement that compares the pipeline with its bare SQL. */
export const outcomeSql = `with
  e as (insert into kernel.event_pending (id, at, name, version, facts, actor)
    select x.id, x.at, x.name, x.version, x.facts, x.actor
    from json_to_recordset($1::json) as x(n int, id uuid, at timestamptz, name text, version int, facts jsonb, actor jsonb) order by x.n),
  a as (insert into kernel.audit (id, at, actor_kind, actor_id, operation, outcome, failure_code, objects, via, request_id)
    select x.id, x.at, x.actor_kind, x.actor_id, x.operation, x.outcome, x.failure_code, x.objects, x.via, x.request_id
    from json_to_recordset($2::json) as x(id uuid, at timestamptz, actor_kind text, actor_id text, operation text, outcome text,
      failure_code text, objects jsonb, via text, request_id text)),
  f as (insert into kernel.evidence_content
      (id, chain, kind, at, subject_person_id, key_id, cipher, nonce, ciphertext, commitment_algorithm, commitment)
    select * from unnest($9::uuid[], $10::text[], $11::text[], $12::timestamptz[], $13::uuid[], $14::uuid[], $15::text[],
      $16::bytea[], $17::bytea[], $18::text[], $19::bytea[]))
  insert into kernel.command (actor, command_id, operation, input_hash, answer, at)
    select $3, $4::uuid, $5, $6::bytea, $7::jsonb, $8::timestamptz where $3::text is not null`;

/** Writes what a transaction leaves behind beside its own tables: events, audit lines with their evidence, command row. One statement. */
export async function writeOutcome(
  kernel: Kernel,
  unit: {
    readonly trx: Transaction<never>;
    readonly events: readonly PendingEvent[];
    readonly audits: readonly AuditEntry[];
    readonly now?: Temporal.Instant;
  },
  command?: { actor: Actor; commandId: string; operation: string; hash: Buffer; answer: unknown },
): Promise<void> {
  if (unit.events.length === 0 && unit.audits.length === 0 && !command) return;
  const evidence = await Promise.all(
    unit.audits.map((entry) =>
      prepareEvidence(kernel.evidenceKeys, {
        id: entry.id,
        chain: AUDIT_CHAIN,
        kind: entry.operation,
        at: entry.at,
        subjectPersonId: entry.actor.kind === 'person' ? entry.actor.personId : undefined,
        record: auditRecord(entry),
      }),
    ),
  );
  await unit.trx.executeQuery(
    CompiledQuery.raw(outcomeSql, [
      JSON.stringify(unit.events.map((event, n) => ({ n, ...event }))),
      JSON.stringify(
        unit.audits.map((entry) => ({
          id: entry.id,
          at: entry.at,
          actor_kind: entry.actor.kind,
          actor_id: auditActorId(entry.actor),
          operation: entry.operation,
          outcome: entry.outcome,
          failure_code: entry.failureCode ?? null,
          objects: entry.objects,
          via: entry.via,
          request_id: entry.requestId ?? null,
        })),
      ),
      command ? actorKey(command.actor) : null,
      command?.commandId ?? null,
      command?.operation ?? null,
      command?.hash ?? null,
      command ? JSON.stringify(command.answer ?? null) : null,
      unit.now?.toString() ?? null,
      evidence.map((row) => row.id),
      evidence.map((row) => row.chain),
      evidence.map((row) => row.kind),
      evidence.map((row) => row.at),
      evidence.map((row) => row.subjectPersonId),
      evidence.map((row) => row.keyId),
      evidence.map((row) => row.cipher),
      evidence.map((row) => row.nonce),
      evidence.map((row) => row.ciphertext),
      evidence.map((row) => row.commitmentAlgorithm),
      evidence.map((row) => row.commitment),
    ]),
  );
}
