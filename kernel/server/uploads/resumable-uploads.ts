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
import type { OperationContract } from '../../contract/operation.ts';
import { fillWords, type Language } from '../../contract/words.ts';
import { discardBlob } from '../blobs/receive-blob.ts';
import type { StoredBytes } from '../context.ts';
import type { Kernel } from '../kernel.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { UploadStore } from './upload-store.ts';

/** Where uploads that may be interrupted arrive. */
export const uploadsPath = '/api/v1/uploads';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** New uploads of one sender. */
const perMinute = 120;

/** Whose an upload is: a person, or a program that brings a key. */
export type UploadSender = { readonly personId: string } | { readonly program: string };

interface Row {
  readonly person_id: string | null;
  readonly program: string | null;
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
  /** Asks the query that stands before this operation, with the input that came with the request; gives the program that brought a key. */
  readonly programFor: (operation: OperationContract) => Promise<string>;
}

/**
 * Uploads that go on where they were cut off (tus 1.0, tus.io). The bytes arrive here, part by part; the operation that they
 * are for is called when all are there, with `Guiju-Upload: <id>` in place of a body, and judges them as if they came with it.
 * An upload is its sender's: everybody else is told that there is none. A program that brings a key sends it with every request, in
 * `Guiju-Input`, and is asked for by the query before the operation (`admittedBy`).
 */
export function makeResumableUploads(kernel: Kernel, pipeline: Pipeline) {
  const { database, blobs, clock } = kernel;
  const store = new UploadStore(kernel);
  /** Who sent a request and for which operation, from where it was asked to where it is written down. */
  const senders = new WeakMap<object, UploadSender & { operation: string }>();
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

  async function find(id: string | undefined): Promise<Row | undefined> {
    if (!uuid.test(id ?? '')) return undefined;
    const { rows } = await database.writePool.query<Row>(
      `select person_id, program, size, operation, sha256, command_id from kernel.resumable_upload
       where id = $1 and until > $2`,
      [id, clock.now().toString()],
    );
    return rows[0];
  }

  /** Refuses what isn't this sender's as if there were none. */
  function own(row: Row | undefined, sender: UploadSender): Row {
    const theirs = 'program' in sender ? row?.program === sender.program : row?.person_id === sender.personId;
    if (!row || !theirs) throw refuse(notFound);
    return row;
  }

  /** Who goes on with an upload, or asks how much of it is there: who brings the key, for a program's, and else a person. */
  async function senderOf(request: UploadRequest, row: Row | undefined): Promise<UploadSender> {
    const operation = row?.program ? kernel.handlers.get(row.operation)?.operation : undefined;
    if (!operation?.admittedBy) return { personId: await personOf(request.token, request.language) };
    return { program: await request.programFor(operation) };
  }

  /** Before the first byte: whether the sender may call the operation, and send as much. */
  async function admitted(request: UploadRequest): Promise<UploadSender & { operation: string }> {
    const name = String(request.headers['guiju-operation'] ?? '');
    const operation = kernel.handlers.get(name)?.operation;
    if (!operation?.stored) throw refuse(unknownOperation, { name });
    const sender = operation.admittedBy
      ? { program: await request.programFor(operation) }
      : { personId: await personOf(request.token, request.language) };
    const by = 'program' in sender ? sender.program : `person:${sender.personId}`;
    const seconds = kernel.rateLimiter.take(`${by} uploads`, perMinute);
    if (seconds > 0) throw refuse(tooManyRequests, { seconds });
    const most = await pipeline.admit(name, { token: request.token }, request.language);
    if (most === undefined) throw refuse(notPermitted, { permission: operation.summary[request.language ?? 'zh'] });
    const announced = Number(request.headers['upload-length'] ?? Number.NaN);
    if (!Number.isSafeInteger(announced) || announced < 1)
      throw refuse(invalidInput, { where: 'Upload-Length', what: '', problems: [] });
    if (announced > most) throw refuse(tooLarge, { most });
    return { ...sender, operation: name };
  }

  return {
    /** Answers a request of the protocol. Refuses: 401; 404 for what is somebody else's; 413 before the first byte. */
    async handle(request: UploadRequest): Promise<Response> {
      let sender: (UploadSender & { operation: string }) | undefined;
      if (request.method === 'POST') sender = await admitted(request);
      else {
        const row = await find(request.id);
        if (own(row, await senderOf(request, row)).sha256 !== null) throw refuse(notFound);
      }
      const url = `http://localhost${uploadsPath}${request.id === undefined ? '' : `/${request.id}`}`;
      const sends = request.method === 'POST' || request.method === 'PATCH';
      const asked = new Request(url, {
        method: request.method,
        headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]) as [string, string][],
        ...(sends ? { body: Readable.toWeb(request.body) as ReadableStream, duplex: 'half' } : {}),
      } as RequestInit);
      if (sender) senders.set(asked, sender);
      return tus.handleWeb(asked);
    },

    /**
     * What arrived by a finished upload of this sender, for the operation and the command that takes it. The same command may
     * ask again, as its answer may have been lost; another may not. Refuses with `uploadUnfinished`.
     */
    async take(
      id: string,
      taken: { operation: string; commandId: string; token: string | undefined; program: string | undefined },
    ): Promise<StoredBytes> {
      if (!uuid.test(taken.commandId))
        throw refuse(invalidInput, { where: 'Guiju-Command-Id', what: 'uuid', problems: [] });
      const { token, program } = taken;
      const row = own(
        await find(id),
        program === undefined ? { personId: await personOf(token, undefined) } : { program },
      );
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

    /** After the operation took it, or refused it for good. What it took stays known for a while, so that a lost answer can be asked for; not where it is `over`. */
    async close(id: string, over: boolean): Promise<void> {
      if (over) await database.writePool.query('delete from kernel.resumable_upload where id = $1', [id]);
      await discardBlob(kernel, id);
    },
  };
}
