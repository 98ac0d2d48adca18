import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The whole program as it is started by hand, on an empty data directory, reached over HTTP as its first administrator. */
export interface RunningServer {
  readonly url: string;
  readonly employerId: string;
  /** Cookie of the administrator, as `name=value`. */
  readonly cookie: string;
  call<A>(operation: string, input: unknown): Promise<A>;
  upload<A>(operation: string, input: unknown, fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<A>;
  stop(): Promise<void>;
}

/** Starts it, sets up a company of one employer. */
export async function startRunningServer(): Promise<RunningServer> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), 'guiju-bench-'));
  const launcher = spawn(
    process.execPath,
    [join(root, 'launcher.mjs'), 'start', '--port', '0', '--host', '127.0.0.1', '--data', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, GUIJU_LOG_LEVEL: 'error' } },
  );
  let link = '';
  for await (const line of createInterface({ input: launcher.stdout })) {
    link = /https?:\/\/\S+\/set-up#\S+/.exec(line)?.[0] ?? '';
    if (link) break;
  }
  const [address, secret] = link.split('/set-up#');
  const url = address ?? '';
  let cookie = '';

  async function send<A>(
    operation: string,
    headers: Record<string, string>,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<A> {
    const response = await fetch(`${url}/api/v1/${operation}`, {
      method: 'POST',
      headers: { cookie, 'guiju-command-id': randomUUID(), ...headers },
      body,
    });
    const answer = (await response.json()) as A;
    if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
    return answer;
  }
  const call = <A>(operation: string, input: unknown) =>
    send<A>(operation, { 'content-type': 'application/json' }, JSON.stringify(input));
  const made = await call<{ employerIds: string[] }>('admin.setUpCompany', {
    secret,
    companyName: '测量公司',
    employers: [{ name: '测量有限公司' }],
    administrator: { name: '测量员', account: 'measurer', password: `Bench-${randomUUID()}` },
  });
  return {
    url,
    employerId: made.employerIds[0] ?? '',
    cookie,
    call,
    upload: (operation, input, fileName, bytes) =>
      send(
        operation,
        {
          'content-type': 'application/octet-stream',
          'guiju-input': Buffer.from(JSON.stringify(input)).toString('base64url'),
          'guiju-file-name': encodeURIComponent(fileName),
        },
        bytes,
      ),
    stop: async () => {
      launcher.kill('SIGTERM');
      await once(launcher, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
