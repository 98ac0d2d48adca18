import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Server } from '@tus/server';
import { type FailureBody, Refusal, refuse } from '../../contract/failure.ts';
import {
  invalidInput,
  notFound,
  notPermitted,
  notSignedIn,
  tooLarge,
  tooManyRequests,
  unknownOperation,
  uploadUnfinished,
} from '../../contract/kernel-failures.ts';
import { fillWords, type Language } from '../../contract/words.ts';
import { discardBlob } from '../blobs/receive-blob.ts';
import type { StoredBytes } from '../context.ts';
import type { Kernel } from '../kernel.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { UploadStore } from './upload-store.ts';

/** Where uploads that may be interrupted arrive. */
export const uploadsPath = '/api/v1/uploads';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** New uploads of one person. */
const perMinute = 120;

interface Row {
  readonly size: string;
  readonly operation: string;
  readonly sha256: string | null;
  readonly command_id: string | null;
}

/** One request of the tus protocol. */
export interface UploadRequest {
  readonly method: string;
  /** Of the upload, in the path. */
  readonly id: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
  readonly token: string | undefined;
  readonly language: Language | undefined;
}

/**
 * Uploads that go on where they were cut off (tus 1.0, tus.io). The bytes arrive here, part by part; the operation that they
 * are for is called when all are there, with `Guiju-Upload: <id>` in place of a body, and judges them as if they came with it.
 * An upload is its sender's: everybody else is told that there is none.
 */
export function makeResumableUploads(kernel: Kernel, pipeline: Pipeline) {
  const { database, blobs, clock } = kernel;
  const store = new UploadStore(kernel);
  /** Who sent a request and for which operation, from where it was asked to where it is written down. */
  const senders = new WeakMap<object, { personId: string; operation: string }>();
  const tus = new Server({
    path: uploadsPath,
    relativeLocation: true,
    datastore: store,
    allowedOrigins: () => false,
    namingFunction: () => kernel.newId(),
    onUploadCreate: async (request) => ({ metadata: { ...senders.get(request) } }),
    onResponseError: (request, error) => {
      if (!(error instanceof Refusal)) return undefined;
      const { failure, facts } = error;
      const language = /^\s*en/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'zh';
      const message = fillWords(failure.words, language, facts);
      const body: FailureBody = { error: { code: failure.code, message, facts: { ...facts }, requestId: '' } };
      return { status_code: failure.status, body: JSON.stringify(body) };
    },
  });

  async function personOf(token: string | undefined, language: Language | undefined): Promise<string> {
    const { principal } = await pipeline.authenticate(token, undefined, language);
    if (principal.actor.kind !== 'person') throw refuse(notSignedIn);
    return principal.actor.personId;
  }

  async function ownOne(id: string | undefined, personId: string): Promise<Row> {
    if (!uuid.test(id ?? '')) throw refuse(notFound);
    const { rows } = await database.writePool.query<Row>(
      `select size, operation, sha256, command_id from kernel.resumable_upload
       where id = $1 and person_id = $2 and until > $3`,
      [id, personId, clock.now().toString()],
    );
    const [row] = rows;
    if (!row) throw refuse(notFound);
    return row;
  }

  /** Before the first byte: whether the sender may call the operation, and send as much. */
  async function admitted(request: UploadRequest): Promise<string> {
    const name = String(request.headers['guiju-operation'] ?? '');
    const operation = kernel.handlers.get(name)?.operation;
    if (!operation?.stored) throw refuse(unknownOperation, { name });
    const most = await pipeline.admit(name, { token: request.token }, request.language);
    if (most === undefined) throw refuse(notPermitted, { permission: operation.summary[request.language ?? 'zh'] });
    const announced = Number(request.headers['upload-length'] ?? Number.NaN);
    if (!Number.isSafeInteger(announced) || announced < 1)
      throw refuse(invalidInput, { where: 'Upload-Length', what: '', problems: [] });
    if (announced > most) throw refuse(tooLarge, { most });
    return name;
  }

  return {
    /** Answers a request of the protocol. Refuses: 401; 404 for what is somebody else's; 413 before the first byte. */
    async handle(request: UploadRequest): Promise<Response> {
      const personId = await personOf(request.token, request.language);
      let operation = '';
      if (request.method === 'POST') {
        const seconds = kernel.rateLimiter.take(`person:${personId} uploads`, perMinute);
        if (seconds > 0) throw refuse(tooManyRequests, { seconds });
        operation = await admitted(request);
      } else if ((await ownOne(request.id, personId)).sha256 !== null) throw refuse(notFound);
      const url = `http://localhost${uploadsPath}${request.id === undefined ? '' : `/${request.id}`}`;
      const sends = request.method === 'POST' || request.method === 'PATCH';
      const asked = new Request(url, {
        method: request.method,
        headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]) as [string, string][],
        ...(sends ? { body: Readable.toWeb(request.body) as ReadableStream, duplex: 'half' } : {}),
      } as RequestInit);
      senders.set(asked, { personId, operation });
      return tus.handleWeb(asked);
    },

    /**
     * What arrived by a finished upload of this sender, for the operation and the command that takes it. The same command may
     * ask again, as its answer may have been lost; another may not. Refuses with `uploadUnfinished`.
     */
    async take(
      id: string,
      taken: { operation: string; commandId: string; token: string | undefined },
    ): Promise<StoredBytes> {
      if (!uuid.test(taken.commandId))
        throw refuse(invalidInput, { where: 'Guiju-Command-Id', what: 'uuid', problems: [] });
      const row = await ownOne(id, await personOf(taken.token, undefined));
      if (row.operation !== taken.operation) throw refuse(notFound);
      const size = Number(row.size);
      if (row.sha256 !== null) {
        if (row.command_id !== taken.commandId) throw refuse(notFound);
        return { blob: id, size, sha256: row.sha256 };
      }
      const held = await blobs.held(id);
      if (held !== undefined && held < size) throw refuse(uploadUnfinished, { held, size });
      await blobs.complete(id);
      const hash = createHash('sha256');
      for await (const part of (await blobs.open(id)) ?? []) hash.update(part as Buffer);
      const sha256 = hash.digest('hex');
      const kept = await database.writePool.query(
        `update kernel.resumable_upload set sha256 = $2, command_id = $3
         where id = $1 and (sha256 is null or command_id = $3)`,
        [id, sha256, taken.commandId],
      );
      if (kept.rowCount === 0) throw refuse(notFound);
      return { blob: id, size, sha256 };
    },

    /** After the operation took or refused it for good. What it took stays known for a while, so that a lost answer can be asked for. */
    async close(id: string, refused: boolean): Promise<void> {
      if (refused) await database.writePool.query('delete from kernel.resumable_upload where id = $1', [id]);
      await discardBlob(kernel, id);
    },
  };
}
