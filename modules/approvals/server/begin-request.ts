import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { firstHash } from '#kernel/server/chain/next-link.ts';
import { approvalFailures } from '../contract/failures.ts';
import type { InstanceState } from '../contract/instance.ts';
import { decided, type Work, wrote } from './carry-out.ts';
import { checkForm } from './check-form.ts';
import { effectiveOn } from './new-form.ts';
import { nextNumber } from './next-number.ts';
import { kindInForce } from './templates/kind-in-force.ts';
import { programKind } from './templates/program-kind.ts';
import { publishedVersion } from './templates/published-version.ts';

/** A request that is asked for. */
export interface AskedRequest {
  readonly kind: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly chosen: InstanceState['chosen'];
  readonly requestId?: string | undefined;
  readonly urgent?: string | undefined;
  /** A sub-process begins it. */
  readonly byFlow?: boolean;
}

/** Who a person is to a request. */
interface Party {
  readonly personId: string;
  readonly employerId: string;
}

/**
 * Makes a request and takes it to its first step, in the transaction of `context`; refuses as the engine and the kind's form
 * do. Both named where somebody submits for another.
 */
export async function beginRequest(context: Work, asked: AskedRequest, applicant: Party, submitter: Party) {
  const inForce = await kindInForce(context, applicant, asked.kind, asked.byFlow);
  const { kind } = inForce;
  const { definition } = kind;
  const form = await checkForm(context, kind, asked.form, { definition, applicantId: applicant.personId });
  const version =
    inForce.version ?? (await publishedVersion(context, programKind(context, kind.name) ?? kind, applicant.employerId));
  const { events, state } = await decided(context, { definition, kind, form, administers: false }, null, {
    command: {
      type: 'submit',
      applicant: applicant.personId,
      form: 1,
      chosen: asked.chosen,
      ...effectiveOn(definition, form),
      ...(asked.urgent !== undefined && { urgent: asked.urgent }),
    },
    submitter,
  });
  const { rows } = await sql<{ time_zone: string; department_id: string | null }>`
    select e.time_zone, (select p.main_department_id from directory.published_person p
      where p.id = ${applicant.personId}::uuid) as department_id
    from directory.published_employer e where e.id = ${applicant.employerId}::uuid`.execute(context.db);
  const number = await nextNumber(context, kind, { id: applicant.employerId, timeZone: rows[0]?.time_zone ?? 'UTC' });
  const requestId = asked.requestId ?? context.newId();
  const request = {
    id: requestId,
    kind,
    definition,
    number,
    applicantId: applicant.personId,
    employerId: applicant.employerId,
    submittedAt: context.now.toString(),
    revision: 0,
    state,
    form,
    summary: kind.summary(form),
    head: firstHash(`approval:${requestId}`),
    concerned: [],
    seesAll: true,
    administers: false,
    seesContent: true,
    byLook: false,
  };
  const created = {
    definitionVersion: version,
    submitterId: submitter.personId,
    departmentId: rows[0]?.department_id ?? null,
  };
  if (!(await wrote(context, { request, created, events, state, form })))
    throw refuse(approvalFailures.alreadySubmitted);
  return { requestId, number, revision: events.length, status: state.status };
}
