import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const program = 'nats-server';
const isThere = () => spawnSync(program, ['--version']).status === 0;

/**
 * A real NATS server on a free port of loopback, for as long as a test runs; undefined where the program `nats-server` is
 * missing and can't be installed (Debian: `apt-get install nats-server`, as root).
 */
export async function startNatsServer(): Promise<{ readonly url: string; stop(): Promise<void> } | undefined> {
  if (!isThere()) {
    if (process.getuid?.() === 0) spawnSync('apt-get', ['install', '-y', program], { timeout: 120_000 });
    if (!isThere()) return undefined;
  }
  const server: ChildProcess = spawn(program, ['--addr', '127.0.0.1', '--port', '-1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines = createInterface({ input: server.stderr as NonNullable<typeof server.stderr> });
  let address = '';
  for await (const line of lines) {
    address = /client connections on (\S+)/.exec(line)?.[1] ?? address;
    if (line.includes('Server is ready')) break;
  }
  server.stderr?.resume();
  return {
    url: `nats://${address}`,
    stop: async () => {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}
