import { spawn } from 'node:child_process';
import { StartFault } from '../start-fault.ts';
import type { ServiceAccount } from './service-account.ts';

/** Settings as arguments of `postgres`. */
export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** PostgreSQL said this, and did not start. */
export function postgresFault(output: string, cause?: unknown): StartFault {
  const said = output.trim().split('\n').slice(-8).join('\n');
  return new StartFault('postgres.failed', {
    zh: `内置 PostgreSQL 未能启动：\n${said}`,
    en: `The embedded PostgreSQL did not start:\n${said}`,
    cause,
  });
}

/** Nothing of our own environment: PGDATA, PGOPTIONS, LD_PRELOAD and the like are not meant for this server. */
export function programEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, TZ: 'UTC', LC_ALL: 'C', ...(SystemRoot ? { SystemRoot, TEMP } : {}), ...more };
}

/** Runs a program to its end; gives what it said; throws StartFault when it failed. */
export function runProgram(
  file: string,
  args: readonly string[],
  account: ServiceAccount | undefined,
  { cwd, input = '' }: { cwd: string; input?: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    // In its own process group, like the server: Ctrl-C in the middle must not leave half a cluster behind a live parent.
    const child = spawn(file, args, {
      ...account,
      cwd,
      env: programEnvironment(),
      detached: true,
      stdio: 'pipe',
    });
    // Nothing may go on making a cluster that the next start throws away.
    const end = (): boolean => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('close', () => process.off('exit', end));
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', (error) => reject(postgresFault(error.message, error)));
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(postgresFault(output))));
  });
}
