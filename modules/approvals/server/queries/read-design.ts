import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { formFailures } from '../../contract/form-failures.ts';
import * as contract from '../../contract/form-operations.ts';
import { fieldRights } from '../../domain/form/reader-rights.ts';
import { applicantOf } from '../applicant-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { formFacts } from '../form/form-facts.ts';
import { kindInForce } from '../templates/kind-in-force.ts';

export const readDesign = handle<ApprovalsTables>()(contract.readDesign, async (context, input) => {
  const person = await applicantOf(context, input.applicantId);
  const { kind } = await kindInForce(context, person, input.kind);
  if (!kind.design) throw refuse(formFailures.notDesigned);
  const { definition } = kind;
  return {
    kind: kind.name,
    title: kind.title,
    design: kind.design,
    ...fieldRights(definition, definition.start.id),
    facts: await formFacts(context, person.personId),
  };
});
