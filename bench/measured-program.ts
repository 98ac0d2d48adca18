import { pino } from 'pino';
import { startEmbeddedPostgres } from '#kernel/server/postgres/start-embedded-postgres.ts';
import { type Composition, makeProgram } from '#kernel/server/program.ts';

/**
 * Starts a program that is measured, in a process of its own that was forked with its data directory. `serve` opens it and tells
 * who measures its port, with these facts; from then on it does as it is told: `settle` waits until all is quiet, anything else
 * ends it, as the end of who measures does.
 */
export async function startMeasuredProgram(composition: Composition) {
  const [dataDir = ''] = process.argv.slice(2);
  const log = pino({ level: 'error' }, pino.destination(2));
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const owner = { ...postgres.connection('guiju', 'owner') };
  const app = { ...postgres.connection('guiju', 'app') };
  const program = await makeProgram({ database: { owner, app }, dataDir, log, version: 'bench', composition });
  await program.start();

  async function serve(facts: object): Promise<void> {
    const http = await program.http({ trustProxy: [], webFolder: dataDir, openApi: () => ({}) });
    await http.listen({ port: 0, host: '127.0.0.1' });
    const address = http.server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0, ...facts });
    async function stop(): Promise<void> {
      await http.close();
      await program.stop();
      await postgres.stop();
      process.exit(0);
    }
    process.on('message', async (message) => {
      if (message !== 'settle') return stop();
      await program.settle();
      process.send?.('settled');
    });
    process.on('disconnect', stop);
  }
  return { program, owner, app, serve };
}
