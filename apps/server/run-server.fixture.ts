import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { StartFault } from '#kernel/server/start-fault.ts';
import { runServer } from './run-server.ts';

/** The smallest program that runServer can run: answers with what the database says. `HANG` keeps it from stopping. */
await runServer(async () => async ({ config, database }) => {
  if (process.env.TAKEN) throw new StartFault('port.taken', { zh: '端口已被占用', en: 'The port is taken' });
  const server = createServer(async (request, response) => {
    if (request.url === '/crash') throw new Error('crash on purpose');
    const client = new Client(database.connection(database.database, 'app'));
    await client.connect();
    const { rows } = await client.query('SELECT current_user::text AS user');
    await client.end();
    response.end(JSON.stringify(rows[0]));
  });
  await new Promise<void>((resolve) => server.listen(config.port, config.host, resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    setupLink: `${address}/set-up?key=once`,
    async stop() {
      if (process.env.HANG) await new Promise(() => undefined);
      server.closeAllConnections();
      server.close();
    },
  };
});
