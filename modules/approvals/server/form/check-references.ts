import { sql } from 'kysely';
import type { CellField, FormDesign } from '../../contract/form-design.ts';
import type { FormValues, TableRow } from '../../contract/form-values.ts';
import type { FormProblem } from '../../domain/form/evaluate-form.ts';
import type { Reads } from '../load-request.ts';

interface Reference {
  readonly path: string;
  readonly field: CellField;
  readonly id: string;
}

/** Everything that a form names by its id: people, departments, other requests. */
function referencesIn(design: FormDesign, values: FormValues): Reference[] {
  const found: Reference[] = [];
  const look = (field: CellField, value: unknown, path: string) => {
    if (!['person', 'department', 'relatedApproval', 'trip'].includes(field.kind)) return;
    const ids = field.kind === 'trip' ? ((value as { companions?: unknown } | undefined)?.companions ?? []) : value;
    for (const id of Array.isArray(ids) ? ids : [ids]) if (typeof id === 'string') found.push({ path, field, id });
  };
  for (const field of design.fields) {
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') look(field, values[field.name], field.name);
    else {
      for (const [index, row] of ((values[field.name] ?? []) as TableRow[]).entries()) {
        for (const column of field.columns) look(column, row[column.name], `${field.name}.${index}.${column.name}`);
      }
    }
  }
  return found;
}

/**
 * People who are here, departments that exist, requests that the actor takes part in and that are of the kinds asked for. What
 * stood in the form before is let be: a colleague may have left since.
 */
export async function checkReferences(
  context: Pick<Reads, 'db'>,
  design: FormDesign,
  values: FormValues,
  before: FormValues,
  actorId: string,
): Promise<FormProblem[]> {
  const old = new Set(referencesIn(design, before).map((one) => one.id));
  const references = referencesIn(design, values).filter((one) => !old.has(one.id));
  const idsOf = (...kinds: CellField['kind'][]) => [
    ...new Set(references.filter((one) => kinds.includes(one.field.kind)).map((one) => one.id)),
  ];
  const [people, departments, requests] = [idsOf('person', 'trip'), idsOf('department'), idsOf('relatedApproval')];
  const known = new Map<string, string>();
  if (people.length > 0) {
    const { rows } = await sql<{ id: string }>`
      select id from directory.published_person where active and id = any(${people}::uuid[])`.execute(context.db);
    for (const { id } of rows) known.set(id, '');
  }
  if (departments.length > 0) {
    const { rows } = await sql<{ id: string }>`
      select id from directory.published_department where id = any(${departments}::uuid[])`.execute(context.db);
    for (const { id } of rows) known.set(id, '');
  }
  if (requests.length > 0) {
    const { rows } = await sql<{ id: string; kind: string }>`
      select i.id, i.kind from approvals.instance i where i.id = any(${requests}::uuid[]) and exists (
        select 1 from approvals.participant p where p.instance_id = i.id and p.person_id = ${actorId}::uuid)`.execute(
      context.db,
    );
    for (const { id, kind } of rows) known.set(id, kind);
  }
  return references
    .filter(({ field, id }) => {
      const kind = known.get(id);
      if (kind === undefined) return true;
      return field.kind === 'relatedApproval' && field.kinds.length > 0 && !field.kinds.includes(kind);
    })
    .map(({ path }) => ({ path, code: 'notFound' as const, facts: {} }));
}
