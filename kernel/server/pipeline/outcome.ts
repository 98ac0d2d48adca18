import { CompiledQuery, type Transaction } from 'kysely';
import type { Actor } from '../../contract/actor.ts';
import { type AuditEntry, auditActorId, auditRecord } from '../audit/audit-entry.ts';
import { AUDIT_CHAIN } from '../chain/audit-row.ts';
import { type PreparedEvidence, prepareEvidence } from '../chain/record-evidence.ts';
import { prepared } from '../database/prepared.ts';
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

/** A command that is remembered with its answer. */
export interface CommandRow {
  readonly actor: Actor;
  readonly commandId: string;
  readonly operation: string;
  readonly hash: Buffer;
  readonly answer: unknown;
}

/** What one command leaves behind beside its module's own rows. */
export interface Outcome {
  readonly at: string;
  readonly events: readonly PendingEvent[];
  readonly audits: readonly AuditEntry[];
  /** What the module recorded, and one for each audit line. */
  readonly evidence: readonly PreparedEvidence[];
  readonly command: CommandRow | undefined;
}

/** What a unit gathers that its outcome is made of. */
interface Gathered {
  readonly now: Temporal.Instant;
  readonly events: readonly PendingEvent[];
  readonly audits: readonly AuditEntry[];
  readonly evidence: readonly PreparedEvidence[];
}

/** Seals the audit lines of a unit. */
export async function outcomeOf(
  kernel: Pick<Kernel, 'evidenceKeys'>,
  { now, events, audits, evidence }: Gathered,
  command: CommandRow | undefined,
): Promise<Outcome> {
  const audited = await Promise.all(
    audits.map((entry) =>
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
  return { at: now.toString(), events, audits, evidence: [...evidence, ...audited], command };
}

/**
 * Common table expressions that write the outcomes of those commands whose number is in `written (n)`; their first
 * parameter is $`first`. `gives`: facts and answers are completed by what `written (n, given)` says of them.
 */
export function outcomeCtes(first: number, gives = false): string {
  const $ = (offset: number) => `$${first + offset}`;
  const [facts, answer] = gives
    ? [`x.facts || coalesce(written.given -> x.name, '{}')`, `x.answer || coalesce(written.given -> 'answer', '{}')`]
    : ['x.facts', 'x.answer'];
  return `
  logged as (insert into kernel.event_pending (id, at, name, version, facts, actor)
    select x.id, x.at, x.name, x.version, ${facts}, x.actor
    from jsonb_to_recordset(${$(0)}::jsonb) as x(n int, seq int, id uuid, at timestamptz, name text, version int, facts jsonb, actor jsonb)
    join written using (n) order by x.seq),
  audited as (insert into kernel.audit (id, at, actor_kind, actor_id, operation, outcome, failure_code, objects, via, request_id)
    select x.id, x.at, x.actor_kind, x.actor_id, x.operation, x.outcome, x.failure_code, x.objects, x.via, x.request_id
    from json_to_recordset(${$(1)}::json) as x(n int, id uuid, at timestamptz, actor_kind text, actor_id text, operation text,
      outcome text, failure_code text, objects jsonb, via text, request_id text)
    join written using (n)),
  proved as (insert into kernel.evidence_content
      (id, chain, kind, at, subject_person_id, key_id, cipher, nonce, ciphertext, commitment_algorithm, commitment)
    select x.id, x.chain, x.kind, x.at, x.subject, x.key, x.cipher, x.nonce, x.ciphertext, x.algorithm, x.commitment
    from unnest(${$(2)}::int[], ${$(3)}::uuid[], ${$(4)}::text[], ${$(5)}::text[], ${$(6)}::timestamptz[], ${$(7)}::uuid[], ${$(8)}::uuid[],
      ${$(9)}::text[], ${$(10)}::bytea[], ${$(11)}::bytea[], ${$(12)}::text[], ${$(13)}::bytea[])
      as x(n, id, chain, kind, at, subject, key, cipher, nonce, ciphertext, algorithm, commitment)
    join written using (n)),
  remembered as (insert into kernel.command (actor, command_id, operation, input_hash, answer, at)
    select x.actor, x.command_id, x.operation, decode(x.hash, 'hex'), ${answer}, x.at
    from json_to_recordset(${$(14)}::json) as x(n int, actor text, command_id uuid, operation text, hash text, answer jsonb, at timestamptz)
    join written using (n))`;
}

/** The values of the parameters of `outcomeCtes`; an outcome's number is its index. */
export function outcomeValues(outcomes: readonly Outcome[]): unknown[] {
  const events: unknown[] = [];
  const audits: unknown[] = [];
  const commands: unknown[] = [];
  const evidence: { n: number; row: PreparedEvidence }[] = [];
  for (const [n, outcome] of outcomes.entries()) {
    for (const event of outcome.events) events.push({ n, seq: events.length, ...event });
    for (const row of outcome.evidence) evidence.push({ n, row });
    for (const entry of outcome.audits) {
      audits.push({
        n,
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
      });
    }
    const { command } = outcome;
    if (command) {
      commands.push({
        n,
        actor: actorKey(command.actor),
        command_id: command.commandId,
        operation: command.operation,
        hash: command.hash.toString('hex'),
        answer: command.answer ?? null,
        at: outcome.at,
      });
    }
  }
  return [
    JSON.stringify(events),
    JSON.stringify(audits),
    evidence.map(({ n }) => n),
    ...evidenceColumns(evidence.map(({ row }) => row)),
    JSON.stringify(commands),
  ];
}

function evidenceColumns(rows: readonly PreparedEvidence[]): unknown[] {
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.chain),
    rows.map((row) => row.kind),
    rows.map((row) => row.at),
    rows.map((row) => row.subjectPersonId),
    rows.map((row) => row.keyId),
    rows.map((row) => row.cipher),
    rows.map((row) => row.nonce),
    rows.map((row) => row.ciphertext),
    rows.map((row) => row.commitmentAlgorithm),
    rows.map((row) => row.commitment),
  ];
}

/** What the pipeline sends for one command in a transaction; also for the measurement that compares it with the bare driver. */
export const outcomeSql = prepared(
  'kernel.outcome',
  `with written (n) as (values (0)), ${outcomeCtes(1)} select n from written`,
);

/**
 * Writes what a transaction leaves behind beside its own tables: events, audit lines, evidence, command row. One statement.
 */
export async function writeOutcome(
  kernel: Pick<Kernel, 'evidenceKeys'>,
  unit: Gathered & { readonly trx: Transaction<never> },
  command?: CommandRow,
): Promise<void> {
  if (unit.events.length === 0 && unit.audits.length === 0 && unit.evidence.length === 0 && !command) return;
  const outcome = await outcomeOf(kernel, unit, command);
  await unit.trx.executeQuery(CompiledQuery.raw(outcomeSql, outcomeValues([outcome])));
}
