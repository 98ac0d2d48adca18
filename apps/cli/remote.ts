import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FailureBody } from '#kernel/contract/failure.ts';
import { notSignedIn } from '#kernel/contract/kernel-failures.ts';

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

/** Something answered that isn't Guiju: a proxy before it, or another program at this address. */
export class NotTheServer extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/**
 * A server as the command line tool speaks to it: over HTTP, as a person who has signed in. `url` names it; without, it
 * is GUIJU_URL, the one that was signed in to, or the one on this machine. The session goes to the server that gave it only.
 */
export function makeRemote(env: NodeJS.ProcessEnv, language: 'zh' | 'en', url?: string) {
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
    if (response.ok) return response;
    const failure = (await response.json().catch(() => undefined)) as Partial<FailureBody> | undefined;
    throw failure?.error ? new RemoteFailure(failure.error) : new NotTheServer(response.status);
  }

  async function headersOf(): Promise<{ url: string; headers: Record<string, string> }> {
    const known = await remembered();
    const named = (url ?? env.GUIJU_URL ?? known?.url ?? 'http://localhost:8080').replace(/\/+$/, '');
    return { url: named, headers: known?.url === named ? { cookie: known.cookie } : {} };
  }

  /** Remembers the session that came with an answer; false where none did. */
  async function keep(url: string, response: Response): Promise<boolean> {
    const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (!cookie || cookie.endsWith('=')) return false;
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    // A file that is there already would keep its mode.
    await rm(path, { force: true });
    await writeFile(path, JSON.stringify({ url, cookie } satisfies Remembered), { mode: 0o600 });
    return true;
  }

  return {
    /** Signs in and remembers the session. `factorCode`: after `access.secondFactorNeeded`. */
    async signIn(account: string, password: string, factorCode?: string): Promise<void> {
      const { url } = await headersOf();
      const response = await send(
        url,
        'access.signIn',
        { 'content-type': 'application/json' },
        JSON.stringify({ account, password, factorCode }),
      );
      if (!(await keep(url, response))) throw new Error('no session came with the answer');
    },
    /** Ends the session and forgets it; one that had ended already is only forgotten. */
    async signOut(): Promise<void> {
      const { url, headers } = await headersOf();
      try {
        if (headers.cookie) await send(url, 'access.signOut', { ...headers, 'content-type': 'application/json' }, '{}');
      } catch (error) {
        if (!(error instanceof RemoteFailure && error.code === notSignedIn.code)) throw error;
      }
      await rm(path, { force: true });
    },
    /** Calls an operation; gives its answer as text. */
    async call(operation: string, input: string): Promise<Response> {
      const { url, headers } = await headersOf();
      const response = await send(url, operation, { ...headers, 'content-type': 'application/json' }, input);
      // Confirming who one is gives the session another token.
      await keep(url, response);
      return response;
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
