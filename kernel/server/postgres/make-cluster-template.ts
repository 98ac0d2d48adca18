import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterTemplate, keepTemplate } from './cluster-template.ts';
import type { DatabaseSource } from './database-source.ts';
import { nativePrograms } from './native-programs.ts';
import { syncCluster } from './prepare-cluster.ts';
import { serviceAccount } from './service-account.ts';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start-embedded-postgres.ts';

/**
 * Makes the template, beside its place, and puts it there whole; one that was there goes.
 *
 * @param fill makes what the database is to hold: nothing secret, and nothing that `renew` doesn't make anew.
 * @throws StartFault where PostgreSQL doesn't start, an error of the file system where the folder can't be written.
 */
export async function makeClusterTemplate(
  template: ClusterTemplate,
  log: EmbeddedPostgresOptions['log'],
  fill: (server: DatabaseSource) => Promise<void>,
): Promise<void> {
  mkdirSync(template.folder, { recursive: true });
  const work = mkdtempSync(join(template.folder, 'new-'));
  try {
    const server = await startEmbeddedPostgres({ dataDir: work, log, fsync: false });
    try {
      await fill(server);
    } finally {
      await server.stop();
    }
    const cluster = join(work, 'postgres');
    const account = serviceAccount(cluster);
    const programs = nativePrograms(account);
    await syncCluster(cluster, programs, account);
    keepTemplate(template, cluster, programs);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
