import type { CommandContext } from '#kernel/server/context.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import type { ResolvedKind } from '../kind-of.ts';
import { programContent } from './program-content.ts';
import { lockVersions, publishVersion, versionsInForce } from './version-table.ts';

/** The version that a new request of this employer's people takes; publishes what the program brings, once. */
export async function publishedVersion(
  context: Pick<CommandContext<ApprovalsTables>, 'db' | 'now'>,
  program: ResolvedKind,
  employerId: string | null,
): Promise<number> {
  const kinds = [{ name: program.name, program }];
  const known = async () =>
    (await versionsInForce(context.db, context.now, kinds, employerId)).get(program.name)?.version;
  await lockVersions(context.db, program.name);
  const meanwhile = await known();
  if (meanwhile != null) return meanwhile;
  await publishVersion(
    context,
    {
      kind: program.name,
      employerId: null,
      content: programContent(program),
      overrides: null,
      builtin: program.version,
      programVersion: program.version,
      effectiveAt: null,
      publishedBy: null,
      requestId: null,
      alone: false,
      note: '',
    },
    program,
  );
  const published = await known();
  if (published == null) throw new Error(`${program.name}: its flow could not be published`);
  return published;
}
