import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { firstHash } from '#kernel/server/chain/next-link.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { applicantOf } from '../applicant-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { decided, wrote } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';
import { attachFormFiles, formFiles } from '../form/attach-form-files.ts';
import { effectiveOn } from '../new-form.ts';
import { nextNumber } from '../next-number.ts';
import { kindInForce } from '../templates/kind-in-force.ts';
import { programKind } from '../templates/program-kind.ts';
import { publishedVersion } from '../templates/published-version.ts';

export const submitRequest = handle<ApprovalsTables>()(contract.submitRequest, async (context, input) => {
  const { personId, employerId } = await applicantOf(context, input.applicantId);
  const inForce = await kindInForce(context, { personId, employerId }, input.kind);
  const { kind } = inForce;
  const { definition } = kind;
  const form = await checkForm(context, kind, input.form, { definition, applicantId: personId });
  const version =
    inForce.version ?? (await publishedVersion(context, programKind(context, kind.name) ?? kind, employerId));
  const { events, state } = await decided(context, { definition, kind, form, administers: false }, null, {
    command: {
      type: 'submit',
      applicant: personId,
      form: 1,
      chosen: input.chosen,
      ...effectiveOn(definition, form),
      ...(input.urgent !== undefined && { urgent: input.urgent }),
    },
  });
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from directory.published_employer where id = ${employerId}::uuid`.execute(context.db);
  const number = await nextNumber(context, kind, { id: employerId, timeZone: rows[0]?.time_zone ?? 'UTC' });
  const requestId = input.requestId ?? context.newId();
  const request = {
    id: requestId,
    kind,
    definition,
    number,
    applicantId: personId,
    employerId,
    submittedAt: context.now.toString(),
    revision: 0,
    state,
    form,
    summary: kind.summary(form),
    head: firstHash(`approval:${requestId}`),
    concerned: [],
    seesAll: true,
    administers: false,
  };
  const created = { definitionVersion: version, submitterId: context.person().personId };
  if (!(await wrote(context, { request, created, events, state, form })))
    throw refuse(approvalFailures.alreadySubmitted);
  const files = formFiles(kind.design, form);
  if (files) await attachFormFiles(context, requestId, files);
  return { requestId, number, revision: events.length, status: state.status };
});
