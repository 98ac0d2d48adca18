import type { TestProject } from 'vitest/node';
import { startTestDatabaseServer } from './test-database-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's database server, as plain data. */
    databaseServer: { owner: Record<string, unknown>; app: Record<string, unknown> };
  }
}

/** One PostgreSQL for the run; every test file clones a database of its own from a migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestDatabaseServer();
  project.provide('databaseServer', { owner: { ...server.owner }, app: { ...server.app } });
  return () => server.stop();
}
