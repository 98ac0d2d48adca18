import type { FailureContract } from '#kernel/contract/failure.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { House } from '../house.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

/** How an operation travels over HTTP; kernel/server/http is where this is carried out. */
const commandIdHeader = {
  name: 'Guiju-Command-Id',
  in: 'header',
  required: false,
  schema: { type: 'string', format: 'uuid' },
  description: '同一编号只执行一次，可放心重试。 A command is carried out once per id, so it can be sent again.',
};
const inputHeader = {
  name: 'Guiju-Input',
  in: 'header',
  required: true,
  schema: { type: 'string', contentEncoding: 'base64url' },
  description: '输入的 JSON，base64url 编码。 The input as JSON, in base64url.',
};
const fileNameHeader = {
  name: 'Guiju-File-Name',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: '文件名，百分号编码。 Name of the file, percent-encoded.',
};
const bytes = { schema: { type: 'string', format: 'binary' } };
const session = [{ session: [] }, { sessionHttps: [] }];
/** Operations that are opened to programs (docs/manual/integrations.md). */
const key = [{ applicationKey: [] }];

/** The OpenAPI 3.1 description: one POST per operation, and the events beside it. */
export function openApi({ contracts, failuresOfAll }: House, version: string): JsonSchema {
  const schemas: Record<string, JsonSchema> = { Failure: failureBody() };
  const shared = (name: string, schema: JsonSchema): void => {
    schemas[name] = schema;
  };
  const paths: Record<string, JsonSchema> = {};
  const events: Record<string, JsonSchema> = {};
  for (const contract of contracts) {
    for (const operation of contract.operations)
      paths[`/api/v1/${operation.name}`] = { post: described(contract.name, operation, failuresOfAll, shared) };
    for (const event of contract.events) {
      events[event.name] = {
        version: event.version,
        summary: event.summary,
        facts: jsonSchema(event.facts, 'output', `${event.name}.facts`, shared),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: '规矩 Guiju', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: contracts.map(({ name, title }) => ({ name, description: `${title.zh} ${title.en}` })),
    paths,
    components: {
      schemas,
      responses: failureResponses(failuresOfAll),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'guiju', description: 'HTTP' },
        sessionHttps: { type: 'apiKey', in: 'cookie', name: '__Host-guiju', description: 'HTTPS' },
        applicationKey: {
          type: 'http',
          scheme: 'bearer',
          description: '对接应用的密钥 The key of a connected application',
        },
      },
    },
    'x-events': events,
  };
}

function described(
  module: string,
  operation: OperationContract,
  failuresOfAll: readonly FailureContract[],
  shared: (name: string, schema: JsonSchema) => void,
): JsonSchema {
  const { name, kind, summary, access, perMinute } = operation;
  const input = jsonSchema(operation.input, 'input', `${name}.input`, shared);
  const output = jsonSchema(operation.output, 'output', `${name}.output`, shared);
  const isCommand = kind === 'command' || kind === 'job' || kind === 'upload';
  const parameters = [
    ...(isCommand ? [commandIdHeader] : []),
    ...(kind === 'upload' ? [inputHeader, fileNameHeader] : []),
  ];
  return {
    operationId: name,
    tags: [module],
    summary: summary.zh,
    description: `${summary.zh}\n\n${summary.en}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    requestBody: {
      required: true,
      content: kind === 'upload' ? { 'application/octet-stream': bytes } : { 'application/json': { schema: input } },
    },
    responses: {
      200: {
        description: '成功 Done',
        content:
          kind === 'download' ? { 'application/octet-stream': bytes } : { 'application/json': { schema: output } },
      },
      ...failuresOf(operation, failuresOfAll),
    },
    security: access === 'visitor' ? [{}] : operation.byApplications ? [...session, ...key] : session,
    'x-kind': kind,
    'x-access': typeof access === 'string' ? access : access.name,
    'x-calls-per-minute': perMinute,
    ...(kind === 'upload' ? { 'x-input': input, 'x-most-bytes': operation.maxBytes } : {}),
  };
}

/** The answers that every operation may give stand in `components.responses`; a status with codes of its own is spelled out. */
function failuresOf({ failures }: OperationContract, failuresOfAll: readonly FailureContract[]): JsonSchema {
  const own = new Set(failures.map(({ status }) => status));
  const ofAll = [...new Set(failuresOfAll.map(({ status }) => status))].map((status) => [
    String(status),
    { $ref: `#/components/responses/${status}` },
  ]);
  const spelledOut = [...failuresOfAll, ...failures].filter(({ status }) => own.has(status));
  return { ...Object.fromEntries(ofAll), ...failureResponses(spelledOut) };
}

/** Per HTTP status, the codes that a caller has to reckon with. */
function failureResponses(failures: readonly FailureContract[]): JsonSchema {
  const byStatus = Map.groupBy(failures, (failure) => failure.status);
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => {
      const unique = [...new Map(own.map((failure) => [failure.code, failure])).values()];
      const code = { properties: { error: { properties: { code: { enum: unique.map((failure) => failure.code) } } } } };
      return [
        String(status),
        {
          description: unique.map(({ words }) => `${words.zh} ${words.en}`).join('\n\n'),
          content: { 'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/Failure' }, code] } } },
        },
      ];
    }),
  );
}

function failureBody(): JsonSchema {
  const error = {
    type: 'object',
    required: ['code', 'message', 'facts', 'requestId'],
    properties: {
      code: { type: 'string' },
      message: { type: 'string' },
      facts: { type: 'object' },
      requestId: { type: 'string' },
    },
  };
  return { type: 'object', required: ['error'], properties: { error } };
}
