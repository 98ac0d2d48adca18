import { createServer } from 'node:http';
import { Client } from 'pg';
import { runServer } from './run-server.ts';

/** The smallest program that runServer can run: answers with what the database says. `HANG` keeps it from stopping. */
await runServer(async ({ config, database }) => {
  const server = createServer(async (request, response) => {
    if (request.url === '/crash')
      queueMicrotask(() => {
        throw new Error('crash on purpose');
      });
    const client = new Client(database.app);
    await client.connect();
    const { rows } = await client.query('SELECT current_user::text AS user, pg_backend_pid() AS pid');
    await client.end();
    response.end(JSON.stringify(rows[0]));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve));
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    setupPath: '/set-up?key=once',
    stop: () =>
      process.env.HANG
        ? new Promise(() => undefined)
        : new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
  };
});
