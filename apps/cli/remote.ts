import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FailureBody } from '#kernel/contract/failure.ts';

/** A refusal or fault of the server, in the words that it answered with. */
export class RemoteFailure extends Error {
  readonly code: string;
  readonly body: FailureBody['error'];

  constructor(body: FailureBody['error']) {
    super(body.message);
    this.code = body.code;
    this.body = body;
  }
}

/** Who is signed in, and where. Kept in the user's own folder, readable by nobody else. */
interface Remembered {
  readonly url: string;
  readonly cookie: string;
}

function rememberedPath(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? homedir(), '.config'), 'guiju', 'session.json');
}

/** A server as the command line tool speaks to it: over HTTP, as a person who has signed in. */
export function makeRemote(env: NodeJS.ProcessEnv, language: 'zh' | 'en') {
  const path = rememberedPath(env);

  async function remembered(): Promise<Remembered | undefined> {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as Remembered;
    } catch {
      return undefined;
    }
  }

  async function send(
    url: string,
    operation: string,
    headers: Record<string, string>,
    body: string | Uint8Array<ArrayBuffer>,
  ) {
    const response = await fetch(`${url}/api/v1/${operation}`, {
      method: 'POST',
      headers: { 'accept-language': language, 'guiju-command-id': randomUUID(), ...headers },
      body,
    });
    if (!response.ok) throw new RemoteFailure(((await response.json()) as FailureBody).error);
    return response;
  }

  async function headersOf(): Promise<{ url: string; headers: Record<string, string> }> {
    const known = await remembered();
    return {
      url: env.GUIJU_URL ?? known?.url ?? 'http://localhost:8080',
      headers: known ? { cookie: known.cookie } : {},
    };
  }

  return {
    /** Signs in and remembers the session. */
    async signIn(url: string, account: string, password: string): Promise<void> {
      const response = await send(
        url,
        'access.signIn',
        { 'content-type': 'application/json' },
        JSON.stringify({ account, password }),
      );
      const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
      if (!cookie) throw new Error('no session came with the answer');
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      await writeFile(path, JSON.stringify({ url, cookie } satisfies Remembered), { mode: 0o600 });
    },
    async signOut(): Promise<void> {
      const { url, headers } = await headersOf();
      if (headers.cookie) await send(url, 'access.signOut', { ...headers, 'content-type': 'application/json' }, '{}');
      await rm(path, { force: true });
    },
    /** Calls an operation; gives its answer as text. */
    async call(operation: string, input: string): Promise<Response> {
      const { url, headers } = await headersOf();
      return send(url, operation, { ...headers, 'content-type': 'application/json' }, input);
    },
    /** Sends a file to an upload. */
    async upload(
      operation: string,
      input: unknown,
      fileName: string,
      bytes: Uint8Array<ArrayBuffer>,
    ): Promise<unknown> {
      const { url, headers } = await headersOf();
      const response = await send(
        url,
        operation,
        {
          ...headers,
          'content-type': 'application/octet-stream',
          'guiju-input': Buffer.from(JSON.stringify(input)).toString('base64url'),
          'guiju-file-name': encodeURIComponent(fileName),
        },
        bytes,
      );
      return response.json();
    },
  };
}

export type Remote = ReturnType<typeof makeRemote>;
