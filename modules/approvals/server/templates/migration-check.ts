import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { InstanceState } from '../../contract/instance.ts';
import { type MigrationObstacle, migratable } from '../../domain/migratable.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { nodeNames } from './node-names.ts';
import { governedHead } from './template-heads.ts';
import { loadVersion } from './version-table.ts';

/** What stands against moving one request, with what its step is called in the version that it runs by. */
export type NamedObstacle = MigrationObstacle & { readonly name: Words };

/**
 * Whether running requests of a kind can be moved to a version. `running`: over `approvals.instance i`, which ones it is about; a
 * version of a subsidiary takes the requests of its people only.
 */
export async function migrationCheck(
  context: Parameters<typeof governedHead>[0] & Pick<QueryContext<ApprovalsTables>, 'db'>,
  kind: string,
  version: number,
): Promise<{
  readonly running: RawBuilder<SqlBool>;
  readonly obstacles: (fromVersion: number, state: InstanceState) => Promise<NamedObstacle[]>;
}> {
  const head = await governedHead(context, kind);
  const to = await loadVersion(context.db, kind, version, head.program);
  if (!to) throw refuse(approvalFailures.noSuchKind);
  const read = async (one: number) => {
    const from = await loadVersion(context.db, kind, one, head.program);
    return from && { definition: from.content.definition, names: nodeNames(from.content.definition) };
  };
  const versions = new Map<number, ReturnType<typeof read>>();
  return {
    running: sql<SqlBool>`i.kind = ${kind} and i.ended_at is null and i.definition_version <> ${version}
      and (${to.employerId}::uuid is null or i.employer_id = ${to.employerId}::uuid)`,
    obstacles: async (fromVersion, state) => {
      const known = versions.get(fromVersion) ?? read(fromVersion);
      versions.set(fromVersion, known);
      const from = await known;
      if (!from) return [];
      return migratable(from.definition, to.content.definition, state).map((one) => ({
        ...one,
        name: from.names.get(one.nodeId)?.name ?? { zh: '', en: '' },
      }));
    },
  };
}
