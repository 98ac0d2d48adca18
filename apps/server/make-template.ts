import { flushCompileCache } from 'node:module';
import { migrate } from '#kernel/server/database/migrate.ts';
import { makeLog } from '#kernel/server/make-log.ts';
import { makeClusterTemplate } from '#kernel/server/postgres/make-cluster-template.ts';
import { migrationSets } from '#kernel/server/program.ts';
import { composition } from '#modules/index.ts';
import { houseTemplate } from './house-template.ts';

// Part of the installing: the database of a first start, made beforehand. What is compiled for it, a start needs too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
await makeClusterTemplate(houseTemplate(), makeLog('warn'), async (server) => {
  await migrate({ ...server.connection(server.database, 'owner') }, migrationSets(composition));
});
flushCompileCache();
