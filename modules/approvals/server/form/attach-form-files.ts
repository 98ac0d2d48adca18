import type { CommandContext } from '#kernel/server/context.ts';
import { attachFiles } from '#modules/files/contract/operations.ts';
import { attachUploads } from '#modules/files/contract/permissions.ts';
import type { CellField, FormDesign } from '../../contract/form-design.ts';
import type { CompoundValue, FormValues, TableRow } from '../../contract/form-values.ts';
import { requestFiles } from '../../contract/request-files.ts';

/** The files that a field holds. */
function filesOf(field: CellField, value: unknown): readonly string[] {
  if (field.kind === 'file' || field.kind === 'image') return (value as string[] | undefined) ?? [];
  const file = field.kind === 'invoice' ? (value as CompoundValue<'invoice'> | undefined)?.file : undefined;
  return file === undefined ? [] : [file];
}

/** Every file of a form, apart by whether it stands in a sensitive field. */
export interface FormFiles {
  readonly plain: readonly string[];
  readonly sensitive: readonly string[];
}

/** The files that a designed form holds; nothing where it holds none. */
export function formFiles(design: FormDesign | undefined, values: FormValues): FormFiles | undefined {
  const plain: string[] = [];
  const sensitive: string[] = [];
  const take = (field: CellField, value: unknown, isSensitive: boolean) =>
    (isSensitive ? sensitive : plain).push(...filesOf(field, value));
  for (const field of design?.fields ?? []) {
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') take(field, values[field.name], field.sensitive);
    else {
      for (const row of (values[field.name] ?? []) as TableRow[]) {
        for (const column of field.columns) take(column, row[column.name], field.sensitive || column.sensitive);
      }
    }
  }
  return plain.length + sensitive.length > 0 ? { plain, sensitive } : undefined;
}

/** Hangs the files that the actor uploaded for a form on its request: from now on who may read the one may read the others. */
export async function attachFormFiles(
  context: Pick<CommandContext<unknown>, 'callAs' | 'person'>,
  requestId: string,
  files: FormFiles,
): Promise<void> {
  for (const [fileIds, isSensitive] of [[files.plain, false] as const, [files.sensitive, true] as const]) {
    if (fileIds.length === 0) continue;
    await context.callAs({ name: 'approvals.attach', permissions: [attachUploads] }, attachFiles, {
      owner: { module: requestFiles.module, kind: requestFiles.kind, id: requestId },
      fileIds: [...new Set(fileIds)],
      by: context.person().personId,
      sensitive: isSensitive,
    });
  }
}
