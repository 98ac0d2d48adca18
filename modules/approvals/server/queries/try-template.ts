import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import { evaluateForm } from '../../domain/form/evaluate-form.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { formFacts } from '../form/form-facts.ts';
import { personNames } from '../person-names.ts';
import { contentOfSide } from '../templates/content-of-side.ts';
import { inForceOf, loadDraft } from '../templates/draft-table.ts';
import { makeWalker, walkedBy } from '../templates/make-walker.ts';
import { mayBegin } from '../templates/may-begin.ts';
import { nodeNames } from '../templates/node-names.ts';
import { designedHead } from '../templates/template-heads.ts';

export const tryTemplate = handle<ApprovalsTables>()(contract.tryTemplate, async (context, input) => {
  const { kind, employerId, applicantId, form, chosen, submittedOn: today, version } = input;
  const head = await designedHead(context, kind, employerId);
  const whose = employerId ?? null;
  const content =
    version === undefined
      ? ((await loadDraft(context, head, whose)) ?? (await inForceOf(context, head, whose)))?.content
      : await contentOfSide(context, head, whose, version);
  if (!content) throw refuse(approvalFailures.noSuchKind);
  const { rows } =
    await sql`select 1 from directory.published_person where id = ${applicantId}::uuid and active`.execute(context.db);
  if (rows.length === 0) throw refuse(templateFailures.ownerUnknown);

  const { definition, design, settings } = content;
  const facts = await formFacts(context, applicantId);
  const filled = design ? evaluateForm(design, form, { ...facts, ...(today && { today }) }).values : form;
  const [walked] = await makeWalker(
    context,
    context.now,
  )([{ ...walkedBy(kind, content, head.program), applicantId, form: filled, chosen, ...(today && { today }) }]);
  if (!walked) throw new Error('a walk without an end');
  if ('refuse' in walked) throw refuse(approvalFailures[walked.refuse.code] as never, walked.refuse.facts as never);
  const asked = (step: (typeof walked.steps)[number]) => {
    if (!('people' in step)) return [];
    if (step.kind === 'copy') return step.people.map((id) => ({ id, state: 'copied' as const }));
    return step.people.map(({ person: id, state }) => ({ id, state }));
  };
  const found = (step: (typeof walked.steps)[number]) => ('found' in step ? step.found : []);
  const ids = walked.steps.flatMap((step) => [
    ...asked(step).map(({ id }) => id),
    ...found(step).flatMap(({ people }) => people),
  ]);
  const names = new Map((await personNames(context.db, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  const nodes = nodeNames(definition);
  return {
    steps: walked.steps.map((step) => {
      const node = step.nodeId === undefined ? undefined : nodes.get(step.nodeId);
      return {
        kind: step.kind,
        ...(step.nodeId !== undefined && { nodeId: step.nodeId }),
        name: node?.name ?? { zh: '', en: '' },
        ...(node?.mode !== undefined && { mode: node.mode }),
        people: asked(step).map(({ id, state }) => ({ ...named(id), state })),
        because: found(step).map(({ rule, people }) => ({ rule: { ...rule }, people: people.map(named) })),
      };
    }),
    ends: walked.ends,
    mayStart: (await mayBegin(context, applicantId, [{ name: kind, starters: settings.starters }])).has(kind),
  };
});
