import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { WebSocketServer } from 'ws';
import { type FailureBody, type FailureContract, Refusal, refuse } from '../../contract/failure.ts';
import {
  crossSite,
  invalidInput,
  notFound,
  notJson,
  notSignedIn,
  tooLarge,
  unknownOperation,
} from '../../contract/kernel-failures.ts';
import type { OperationContract } from '../../contract/operation.ts';
import { type Facts, fillWords, type Language } from '../../contract/words.ts';
import { discardBlob, receiveBlob } from '../blobs/receive-blob.ts';
import { randomBytes } from '../chain/random-bytes.ts';
import type { UploadedFile } from '../context.ts';
import type { Entrance, Gateway, GatewayCalled } from '../define-module.ts';
import { faultWords } from '../jobs/job-loop.ts';
import type { Kernel } from '../kernel.ts';
import type { Credentials, Pipeline, PipelineAnswer } from '../pipeline/pipeline.ts';
import type { PushHub } from '../push/push-hub.ts';
import { makeResumableUploads, uploadsPath } from '../uploads/resumable-uploads.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { makeWebFiles } from './web-files.ts';

export interface HttpOptions {
  /** TLS of our own, where set. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** Addresses of proxies in front, whose word on who calls and whether it was HTTPS is believed. */
  readonly trustProxy: readonly string[];
  /** The address people use, where it differs from what the request says. */
  readonly publicUrl?: string | undefined;
  /** Folder of the built web client. */
  readonly webFolder: string;
  readonly health: () => Promise<{ ok: boolean; facts: Record<string, unknown> }>;
  readonly openApi: () => unknown;
  /** Paths of other products (`ServerModule.entrances`). */
  readonly entrances: readonly Entrance[];
  /** Addresses of standards (`ServerModule.gateways`). */
  readonly gateways: readonly Gateway[];
}

const jsonLimit = 1_000_000;

function languageOf(request: FastifyRequest): Language | undefined {
  const asked = request.headers['accept-language'];
  if (typeof asked !== 'string') return undefined;
  return /^\s*zh/i.test(asked) ? 'zh' : /^\s*en/i.test(asked) ? 'en' : undefined;
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}

/** What follows `Bearer` (RFC 6750); undefined where the head names no key. */
function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S{1,500}) *$/i.exec(header ?? '')?.[1];
}

/** HTTP in front of the pipeline: `/api/v1/<operation>`, the push connection, the built client. Routes come from contracts. */
export async function makeHttpServer(
  kernel: Kernel,
  pipeline: Pipeline,
  hub: PushHub,
  options: HttpOptions,
): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: kernel.log.child({}, { level: 'warn' }) as never,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(9).toString('base64url'),
    trustProxy: options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    bodyLimit: jsonLimit,
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    ...(options.tls ? { https: { cert: options.tls.cert, key: options.tls.key } } : {}),
  } as never) as unknown as FastifyInstance;
  const files = makeWebFiles(options.webFolder);
  const uploads = makeResumableUploads(kernel, pipeline);

  // Bodies are read here, with the limit that the operation's contract names.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));

  const isSecure = (request: FastifyRequest) =>
    options.tls !== undefined || (options.trustProxy.length > 0 && request.protocol === 'https');
  const cookieName = (secure: boolean) => (secure ? '__Host-guiju' : 'guiju');

  function hostOf(url: string | undefined): string | undefined {
    try {
      return url ? new URL(url).host : undefined;
    } catch {
      return undefined;
    }
  }

  /** A browser says where a request comes from; another site gets nothing done with our cookie. */
  function refuseCrossSite(headers: IncomingMessage['headers'], host: string | undefined): void {
    const site = headers['sec-fetch-site'];
    if (typeof site === 'string' && !['same-origin', 'none'].includes(site)) throw refuse(crossSite);
    const { origin } = headers;
    if (typeof origin !== 'string') return;
    const from = hostOf(origin);
    if (!from || (from !== host && from !== hostOf(options.publicUrl))) throw refuse(crossSite);
  }

  function refuseAnnounced(request: FastifyRequest, most: number): void {
    if (Number(request.headers['content-length'] ?? 0) > most) throw refuse(tooLarge, { most });
  }

  async function readBody(request: FastifyRequest, most: number): Promise<Buffer> {
    refuseAnnounced(request, most);
    const chunks: Buffer[] = [];
    let size = 0;
    // Left before its end, the connection still carries the refusal.
    for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > most) throw refuse(tooLarge, { most });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  function parseJson(text: string, where: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw refuse(invalidInput, { where, what: 'JSON', problems: [] });
    }
  }

  function answerFailure(
    reply: FastifyReply,
    failure: FailureContract,
    facts: Record<string, unknown>,
    language: Language,
  ): FastifyReply {
    const body: FailureBody = {
      error: {
        code: failure.code,
        message: fillWords(failure.words, language, facts),
        facts,
        requestId: reply.request.id,
      },
    };
    if (failure.status === 429) reply.header('retry-after', String(facts.seconds ?? 60));
    return reply.code(failure.status).send(body);
  }

  function answer(request: FastifyRequest, reply: FastifyReply, result: PipelineAnswer): FastifyReply {
    reply.header('cache-control', 'no-store');
    if (!request.raw.complete) reply.header('connection', 'close');
    if (!result.ok) {
      if ('failure' in result) return answerFailure(reply, result.failure, { ...result.facts }, result.language);
      const facts = { id: result.requestId };
      const body: FailureBody = {
        error: {
          code: 'kernel.fault',
          message: fillWords(faultWords, result.language, facts),
          facts,
          requestId: request.id,
        },
      };
      return reply.code(500).send(body);
    }
    if ('file' in result) {
      const { name, bytes, mediaType, inline, size } = result.file;
      if (size !== undefined) reply.header('content-length', size);
      return reply
        .header('content-type', mediaType)
        .header(
          'content-disposition',
          `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .header('content-security-policy', `default-src 'none'; sandbox`)
        .send(bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes);
    }
    const secure = isSecure(request);
    const flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
    if (result.sessionToken) {
      const stays = result.sessionSeconds === undefined ? '' : `; Max-Age=${result.sessionSeconds}`;
      reply.header('set-cookie', `${cookieName(secure)}=${result.sessionToken}; ${flags}${stays}`);
    } else if (result.signedOut) {
      reply.header('set-cookie', `${cookieName(secure)}=; ${flags}; Max-Age=0`);
    }
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(result.body ?? {}));
  }

  function tokenOf(request: FastifyRequest): string | undefined {
    return cookieOf(request.headers.cookie, cookieName(isSecure(request)));
  }

  /** A key in the head of the request counts, and then no cookie does. */
  function credentialsOf(request: FastifyRequest): Credentials {
    const key = bearerOf(request.headers.authorization);
    return key === undefined ? { token: tokenOf(request) } : { key };
  }

  async function run(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const name = (request.params as { operation: string }).operation;
    const language = languageOf(request);
    try {
      const operation = kernel.handlers.get(name)?.operation;
      if (!operation) throw refuse(unknownOperation, { name });
      const as = credentialsOf(request);
      // No browser adds a key to another site's request.
      if (!('key' in as)) refuseCrossSite(request.headers, request.host);
      const input = await inputOf(request, operation);
      const position = hub.position();
      const commandId = request.headers['guiju-command-id'];
      const result = await pipeline.execute({
        operation: name,
        input: input.json,
        file: input.file,
        commandId: typeof commandId === 'string' ? commandId : undefined,
        as,
        address: request.ip,
        agent: String(request.headers['user-agent'] ?? ''),
        language,
        via: 'http',
        requestId: request.id,
      });
      if (input.upload !== undefined) {
        // Asked again, what failed for a reason that passes may go through.
        const refused = !result.ok && 'failure' in result && result.failure.status < 429;
        // No command id of one with a secret is known again: what it took isn't given out twice.
        const over = refused || (result.ok && operation.secretInput);
        if (result.ok || refused) await uploads.close(input.upload, over);
      }
      // What no row came to name: the command was refused, or is answered from before.
      else if (input.file?.stored) await discardBlob(kernel, input.file.stored.blob);
      // Push goes on from here, so a page reads nothing twice.
      if (result.ok && operation.access !== 'visitor') reply.header('guiju-events', position);
      return answer(request, reply, result);
    } catch (error) {
      if (error instanceof Refusal) {
        reply.header('connection', error.failure === tooLarge ? 'close' : 'keep-alive');
        return answerFailure(reply, error.failure, { ...error.facts }, language ?? 'zh');
      }
      throw error;
    }
  }

  /** Uploads that may be interrupted (kernel/server/uploads). */
  async function resumable(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const language = languageOf(request);
    reply.header('cache-control', 'no-store');
    try {
      refuseCrossSite(request.headers, request.host);
      const answered = await uploads.handle({
        method: request.method,
        id: (request.params as { id?: string }).id,
        headers: request.headers,
        body: request.raw,
        token: tokenOf(request),
        language,
        programFor: async (operation) => {
          const asked = await askBefore(request, operation, headerInput(request));
          const program = asked && programIn(asked);
          if (program !== undefined) return program;
          if (asked && 'failure' in asked) throw new Refusal(asked.failure, asked.facts);
          throw refuse(notFound);
        },
      });
      const body = await answered.text();
      if (!request.raw.complete) reply.header('connection', 'close');
      return reply.code(answered.status).headers(Object.fromEntries(answered.headers)).send(body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!request.raw.complete) reply.header('connection', 'close');
      return answerFailure(reply, error.failure, { ...error.facts }, language ?? 'zh');
    }
  }

  async function inputOf(
    request: FastifyRequest,
    operation: OperationContract,
  ): Promise<{ json: unknown; file?: UploadedFile; upload?: string }> {
    if (request.method === 'GET') {
      if (operation.kind !== 'query' && operation.kind !== 'download')
        throw refuse(unknownOperation, { name: `GET ${operation.name}` });
      const given = (request.query as { input?: unknown }).input;
      return {
        json: typeof given === 'string' ? parseJson(Buffer.from(given, 'base64url').toString('utf8'), 'input') : {},
      };
    }
    if (operation.maxBytes !== undefined || request.headers['guiju-input'] !== undefined) {
      const name = request.headers['guiju-file-name'];
      let fileName = 'file';
      try {
        if (typeof name === 'string') fileName = decodeURIComponent(name).slice(0, operation.stored ? 1_000 : 255);
      } catch {
        throw refuse(invalidInput, { where: 'Guiju-File-Name', what: 'encodeURIComponent', problems: [] });
      }
      const json = headerInput(request);
      // Whoever may not call it sends nothing: the pipeline refuses, and notes that it did.
      const most = await pipeline.admit(operation.name, credentialsOf(request), languageOf(request));
      if (most === undefined) return { json };
      const asked = await askBefore(request, operation, json);
      if (asked && !asked.ok) return { json };
      const mediaType = String(request.headers['content-type'] ?? 'application/octet-stream');
      if (!operation.stored) {
        return { json, file: { bytes: await readBody(request, most || jsonLimit), name: fileName, mediaType } };
      }
      const upload = request.headers['guiju-upload'];
      if (typeof upload === 'string') {
        const commandId = String(request.headers['guiju-command-id'] ?? '');
        const program = asked && programIn(asked);
        const by = { token: tokenOf(request), program };
        const stored = await uploads.take(upload, { operation: operation.name, commandId, ...by });
        return { json, upload, file: { bytes: new Uint8Array(), name: fileName, mediaType, stored } };
      }
      refuseAnnounced(request, most);
      const body = request.raw.iterator({ destroyOnReturn: false });
      const stored = await receiveBlob(kernel, body, most);
      return { json, file: { bytes: new Uint8Array(), name: fileName, mediaType, stored } };
    }
    const type = String(request.headers['content-type'] ?? '');
    // A form of another site can't send JSON: a plain form or text body is refused before it is read.
    if (!/^application\/json\b/i.test(type)) throw refuse(notJson);
    const body = await readBody(request, jsonLimit);
    return { json: body.length === 0 ? {} : parseJson(body.toString('utf8'), 'body') };
  }

  function headerInput(request: FastifyRequest): unknown {
    const given = request.headers['guiju-input'];
    return typeof given === 'string' ? parseJson(Buffer.from(given, 'base64url').toString('utf8'), 'Guiju-Input') : {};
  }

  /** What the query says that stands before an upload: whether it lets the sender in (the upload itself says why not). Nothing stands there: undefined. */
  async function askBefore(
    request: FastifyRequest,
    { admittedBy }: OperationContract,
    input: unknown,
  ): Promise<PipelineAnswer | undefined> {
    if (!admittedBy) return undefined;
    return pipeline.execute({
      operation: admittedBy.name,
      input,
      as: credentialsOf(request),
      address: request.ip,
      agent: String(request.headers['user-agent'] ?? ''),
      language: languageOf(request),
      via: 'http',
      requestId: request.id,
    });
  }

  /** Whose an upload in parts is, as that query names them: undefined where it names nobody. */
  function programIn(asked: PipelineAnswer): string | undefined {
    if (!asked.ok || !('body' in asked)) return undefined;
    const { program } = asked.body as { program?: unknown };
    return typeof program === 'string' ? program : undefined;
  }

  async function enter(entrance: Entrance, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { operation } = entrance;
    let failed: { failure: FailureContract; facts: Record<string, unknown>; language: Language } | undefined;
    let fault: string | undefined;
    try {
      const body = (await readBody(request, entrance.mostBytes)).toString('utf8');
      const given = Object.entries(request.query as Record<string, string | string[]>);
      const query = Object.fromEntries(given.map(([name, value]) => [name, String([value].flat()[0] ?? '')]));
      const result = await pipeline.execute({
        operation: operation.name,
        input: entrance.input({ query, headers: request.headers, body }),
        as: { token: undefined },
        address: request.ip,
        agent: String(request.headers['user-agent'] ?? ''),
        language: languageOf(request),
        via: 'http',
        requestId: request.id,
      });
      if (!result.ok && 'failure' in result) failed = { ...result, facts: { ...result.facts } };
      else if (!result.ok) fault = result.requestId;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed = { failure: error.failure, facts: { ...error.facts }, language: languageOf(request) ?? 'zh' };
    }
    if (!request.raw.complete) reply.header('connection', 'close');
    const told = failed
      ? { code: failed.failure.code, message: fillWords(failed.failure.words, failed.language, failed.facts) }
      : fault === undefined
        ? undefined
        : { code: 'kernel.fault', message: fillWords(faultWords, languageOf(request) ?? 'zh', { id: fault }) };
    return reply
      .header('cache-control', 'no-store')
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(entrance.answer(told)));
  }

  /** A request at an address that a standard gives: no cookie counts there, only a key. */
  async function pass(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const language = languageOf(request);
    const credentials: Credentials = { key: bearerOf(request.headers.authorization) ?? '' };
    const call = async (operation: OperationContract, input: unknown): Promise<GatewayCalled> => {
      const result = await pipeline.execute({
        operation: operation.name,
        input,
        as: credentials,
        address: request.ip,
        agent: String(request.headers['user-agent'] ?? ''),
        language,
        via: 'http',
        requestId: request.id,
      });
      if (result.ok) return { ok: true, body: 'body' in result ? result.body : {} };
      if ('failure' in result) return { ok: false, ...told(result.failure, result.facts, result.language) };
      const facts = { id: result.requestId };
      const message = fillWords(faultWords, result.language, facts);
      return { ok: false, code: 'kernel.fault', status: 500, message, facts };
    };
    const told = (failure: FailureContract, facts: Facts, language: Language) => ({
      code: failure.code,
      status: failure.status,
      message: fillWords(failure.words, language, facts),
      facts,
    });
    const given = Object.entries(request.query as Record<string, string | string[]>);
    let body = '';
    try {
      if (request.method !== 'GET') body = (await readBody(request, gateway.mostBytes)).toString('utf8');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return answerFailure(reply.header('connection', 'close'), error.failure, { ...error.facts }, language ?? 'zh');
    }
    const origin = options.publicUrl?.replace(/\/+$/, '') ?? `${request.protocol}://${request.host}`;
    const answered = await gateway.answer(
      {
        method: request.method,
        rest: (request.params as { '*'?: string })['*'] ?? '',
        query: Object.fromEntries(given.map(([name, value]) => [name, String([value].flat()[0] ?? '')])),
        headers: request.headers,
        body,
        base: `${origin}${gateway.path}`,
      },
      call,
    );
    return reply
      .code(answered.status)
      .header('cache-control', 'no-store')
      .headers({ ...answered.headers })
      .send(answered.body);
  }

  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders(isSecure(request)));
    reply.header('guiju-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const operation = (request.params as { operation?: string } | undefined)?.operation;
    // An operation without actor leaves no trace of its caller, not even a line with a time and a number.
    if (!operation || kernel.handlers.get(operation)?.operation.kind !== 'unattributed') {
      kernel.log.debug(
        { requestId: request.id, operation, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
        'request',
      );
    }
    done();
  });
  server.setErrorHandler((error, request, reply) => {
    kernel.log.error({ err: error, requestId: request.id }, 'fault');
    const facts = { id: request.id };
    return reply.code(500).send({
      error: {
        code: 'kernel.fault',
        message: fillWords(faultWords, languageOf(request) ?? 'zh', facts),
        facts,
        requestId: request.id,
      },
    } satisfies FailureBody);
  });

  server.route({ method: 'POST', url: uploadsPath, handler: resumable });
  server.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${uploadsPath}/:id`, handler: resumable });
  server.post('/api/v1/:operation', run);
  server.get('/api/v1/:operation', run);
  for (const entrance of options.entrances)
    server.post(entrance.path, (request, reply) => enter(entrance, request, reply));
  for (const gateway of options.gateways) {
    const handler = (request: FastifyRequest, reply: FastifyReply) => pass(gateway, request, reply);
    for (const url of [gateway.path, `${gateway.path}/*`]) server.route({ method: [...gateway.methods], url, handler });
  }
  server.get('/api/health', async (_request, reply) => {
    const health = await options.health();
    return reply
      .code(health.ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok: health.ok, ...health.facts });
  });
  server.get('/api/openapi.json', async () => options.openApi());

  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path.startsWith('/api/'))
      return answerFailure(reply, unknownOperation, { name: path }, languageOf(request) ?? 'zh');
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply.code(405).send();
    const asset = await files.asset(path, String(request.headers['accept-encoding'] ?? ''));
    if (asset) {
      if (request.headers['if-none-match'] === asset.etag) return reply.code(304).headers({ etag: asset.etag }).send();
      return reply.headers(asset.headers).send(asset.body);
    }
    if (path.startsWith('/assets/')) return reply.code(404).send();
    const page = await files.page();
    if (!page)
      return reply.code(503).type('text/plain; charset=utf-8').send('网页端尚未构建。The web client is not built yet.');
    return reply
      .code(200)
      .header('content-security-policy', contentSecurityPolicy(page.nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.html);
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4_096, perMessageDeflate: false });
  server.server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const refuseUpgrade = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    const path = (request.url ?? '').split('?', 1)[0];
    if (path !== '/api/v1/push') return refuseUpgrade('404 Not Found');
    (async () => {
      try {
        const forwarded = options.trustProxy.length > 0 ? request.headers['x-forwarded-host'] : undefined;
        refuseCrossSite(request.headers, typeof forwarded === 'string' ? forwarded : request.headers.host);
      } catch {
        return refuseUpgrade('403 Forbidden');
      }
      // The browser keeps the `__Host-` cookie for HTTPS by itself; whichever came is the one it holds for us.
      const token =
        cookieOf(request.headers.cookie, cookieName(true)) ?? cookieOf(request.headers.cookie, cookieName(false));
      const { principal } = await pipeline.authenticate(token, undefined, undefined);
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        if (principal.actor.kind !== 'person') {
          webSocket.send(JSON.stringify({ type: 'bye', code: notSignedIn.code }));
          return webSocket.close(4001, 'not signed in');
        }
        const { personId, employerId, sessionId } = principal.actor;
        const early: string[] = [];
        webSocket.on('message', (data) => early.push(data.toString()));
        hub
          .connect(webSocket, { personId, employerId }, sessionId)
          .then((connection) => {
            webSocket.removeAllListeners('message');
            webSocket.on('message', (data) => connection.message(data.toString()));
            webSocket.on('close', connection.closed);
            if (webSocket.readyState !== webSocket.OPEN) connection.closed();
            for (const text of early) connection.message(text);
          })
          .catch((error) => {
            kernel.log.warn({ err: error }, 'push connection failed');
            webSocket.close(1011, 'try again');
          });
      });
    })().catch((error) => {
      kernel.log.warn({ err: error }, 'push connection failed');
      refuseUpgrade('503 Service Unavailable');
    });
    socket.on('error', () => socket.destroy());
  });
  server.addHook('preClose', async () => {
    hub.close();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
  return server;
}
