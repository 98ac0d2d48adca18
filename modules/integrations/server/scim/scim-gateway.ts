import type { Gateway, GatewayAnswer, GatewayCalled, GatewayRequest } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/scim.ts';
import type { Resource } from '../../domain/scim/apply-patch.ts';
import { enterpriseSchema } from '../../domain/scim/attributes.ts';
import { resourceTypes, schemas, serviceProviderConfig } from './scim-documents.ts';

type Call = Parameters<Gateway['answer']>[1];
type Kind = 'Users' | 'Groups';

const mediaType = { 'content-type': 'application/scim+json; charset=utf-8' };
const messages = 'urn:ietf:params:scim:api:messages:2.0';
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Statuses and `scimType` (RFC 7644, 3.12) of failures that have other ones elsewhere. */
const told: Readonly<Record<string, { readonly status: number; readonly scimType?: string }>> = {
  'integrations.scimVersion': { status: 412 },
  'integrations.scimExternalIdTaken': { status: 409, scimType: 'uniqueness' },
  'directory.accountTaken': { status: 409, scimType: 'uniqueness' },
  'directory.staffNumberTaken': { status: 409, scimType: 'uniqueness' },
  'directory.hasLeft': { status: 400, scimType: 'mutability' },
  'directory.fieldOwned': { status: 400, scimType: 'mutability' },
  'kernel.invalidInput': { status: 400, scimType: 'invalidValue' },
  // Somebody else changed it between our look and our writing.
  'kernel.changedMeanwhile': { status: 412 },
};

/** SCIM 2.0 (RFC 7643, 7644) at `/scim/v2`: people are written, departments are read, by the application whose key it is. */
export const scimGateway: Gateway = {
  path: '/scim/v2',
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  mostBytes: 1_000_000,
  answer: async (request, call) => {
    const [first = '', second, ...more] = request.rest.split('/').filter((part) => part !== '');
    if (more.length > 0) return failed(404, 'Not found');
    if (first === 'ServiceProviderConfig' || first === 'ResourceTypes' || first === 'Schemas')
      return document(request, first, second);
    if (first === 'Bulk' || first === 'Me') return failed(501, `${first} is not supported`);
    if (first !== 'Users' && first !== 'Groups') return failed(404, 'Not found');
    if (second === '.search' && request.method === 'POST') return search(request, first, call);
    if (isRead(request)) return second === undefined ? list(request, first, call) : read(request, first, second, call);
    if (first === 'Groups') return refuseGroups(call);
    return write(request, second, call);
  },
};

const isRead = ({ method }: GatewayRequest) => method === 'GET' || method === 'HEAD';

function document(request: GatewayRequest, name: string, one: string | undefined): GatewayAnswer {
  if (!isRead(request)) return failed(405, 'Read only');
  const { base } = request;
  if (name === 'ServiceProviderConfig')
    return one ? failed(404, 'Not found') : answered(200, serviceProviderConfig(base));
  const all: Resource[] = name === 'Schemas' ? schemas(base) : resourceTypes(base);
  if (one !== undefined) {
    const found = all.find(({ id }) => id === decodeURIComponent(one));
    return found ? answered(200, found) : failed(404, 'Not found');
  }
  return answered(200, listed(all, all.length, 1));
}

async function list(request: GatewayRequest, kind: Kind, call: Call): Promise<GatewayAnswer> {
  const { query, base } = request;
  const names = (text: string | undefined) => (text ?? '').split(',').flatMap((one) => one.trim() || []);
  return find(base, kind, call, {
    ...(query.filter === undefined ? {} : { filter: query.filter }),
    ...(query.sortBy ? { sortBy: query.sortBy } : {}),
    descending: query.sortOrder?.toLowerCase() === 'descending',
    startIndex: query.startIndex,
    count: query.count,
    attributes: names(query.attributes),
    excludedAttributes: names(query.excludedAttributes),
  });
}

/** The same by POST, for filters that don't fit an address (RFC 7644, 3.4.3). */
async function search(request: GatewayRequest, kind: Kind, call: Call): Promise<GatewayAnswer> {
  const body = parsed(request.body);
  if (!body) return failed(400, 'The body is not a JSON object', 'invalidSyntax');
  const { filter, sortBy, sortOrder, startIndex, count, attributes, excludedAttributes } = body;
  return find(request.base, kind, call, {
    ...(filter === undefined ? {} : { filter }),
    ...(sortBy === undefined ? {} : { sortBy }),
    descending: String(sortOrder).toLowerCase() === 'descending',
    startIndex,
    count,
    attributes: attributes ?? [],
    excludedAttributes: excludedAttributes ?? [],
  });
}

async function find(
  base: string,
  kind: Kind,
  call: Call,
  { startIndex, count, ...input }: Record<string, unknown>,
): Promise<GatewayAnswer> {
  const from = whole(startIndex);
  const most = whole(count);
  if (from === 'wrong' || most === 'wrong') return failed(400, 'startIndex and count are integers', 'invalidValue');
  const called = await call(operations.scimList, {
    kind,
    ...input,
    ...(from === undefined ? {} : { startIndex: from }),
    ...(most === undefined ? {} : { count: most }),
  });
  if (!called.ok) return refused(called);
  const {
    total,
    startIndex: first,
    resources,
  } = called.body as {
    total: number;
    startIndex: number;
    resources: Resource[];
  };
  return answered(
    200,
    listed(
      resources.map((one) => placed(one, base)),
      total,
      first,
    ),
  );
}

/** Below and above what can be counted is the least and the most. */
function whole(given: unknown): number | undefined | 'wrong' {
  if (given === undefined || given === '') return undefined;
  if (!/^[+-]?\d{1,30}$/.test(String(given))) return 'wrong';
  return Math.max(-1, Math.min(Number(given), 2_000_000_000));
}

async function read(request: GatewayRequest, kind: Kind, id: string, call: Call): Promise<GatewayAnswer> {
  const { query, headers, base } = request;
  const names = (text: string | undefined) => (text ?? '').split(',').flatMap((one) => one.trim() || []);
  const called = await call(operations.scimRead, {
    kind,
    // What is no id is nobody's.
    id: isId(id) ? id : '00000000-0000-0000-0000-000000000000',
    attributes: names(query.attributes),
    excludedAttributes: names(query.excludedAttributes),
  });
  if (!called.ok) return refused(called);
  const resource = called.body as Resource;
  const { version } = resource.meta as { version: string };
  if (tagsOf(headers['if-none-match'])?.includes(version)) return { status: 304, headers: { etag: version } };
  return answered(200, placed(resource, base));
}

async function write(request: GatewayRequest, id: string | undefined, call: Call): Promise<GatewayAnswer> {
  const { method, headers, base } = request;
  const tags = tagsOf(headers['if-match']);
  const which = {
    id: id && isId(id) ? id : '00000000-0000-0000-0000-000000000000',
    ...(tags ? { ifMatch: tags } : {}),
  };
  if (method === 'DELETE' && id !== undefined) {
    const called = await call(operations.scimRemove, which);
    return called.ok ? { status: 204 } : refused(called);
  }
  const body = parsed(request.body);
  if (!body) return failed(400, 'The body is not a JSON object', 'invalidSyntax');
  if (method === 'POST' && id === undefined) {
    const called = await call(operations.scimCreate, { resource: body });
    return called.ok ? answered(201, placed(called.body as Resource, base)) : refused(called);
  }
  if (id === undefined || (method !== 'PUT' && method !== 'PATCH')) return failed(405, 'Not allowed here');
  if (method === 'PATCH' && !Array.isArray(body.Operations))
    return failed(400, 'Operations are missing', 'invalidSyntax');
  const called =
    method === 'PUT'
      ? await call(operations.scimReplace, { ...which, resource: body })
      : await call(operations.scimPatch, { ...which, operations: body.Operations });
  return called.ok ? answered(200, placed(called.body as Resource, base)) : refused(called);
}

/** Who asks is known first; then departments are for people to change. */
async function refuseGroups(call: Call): Promise<GatewayAnswer> {
  const called = await call(operations.scimList, { kind: 'Groups', count: 0 });
  return called.ok ? failed(403, 'Groups are departments and can only be read here') : refused(called);
}

function tagsOf(header: string | string[] | undefined): string[] | undefined {
  if (header === undefined) return undefined;
  return String(header)
    .split(',')
    .map((tag) => tag.trim());
}

function parsed(text: string): Resource | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Resource) : undefined;
  } catch {
    return undefined;
  }
}

/** A resource with the addresses of itself and of what it names. */
function placed(resource: Resource, base: string): Resource {
  const meta = resource.meta as { resourceType: string; version: string };
  const place = (kind: Kind, id: unknown) => `${base}/${kind}/${String(id)}`;
  const withRef = (value: unknown, kind: Kind): unknown =>
    Array.isArray(value)
      ? value.map((one) => withRef(one, kind))
      : typeof value === 'object' && value !== null && 'value' in value
        ? { ...value, $ref: place(kind, value.value) }
        : value;
  const extension = resource[enterpriseSchema] as Resource | undefined;
  return {
    ...resource,
    ...('groups' in resource ? { groups: withRef(resource.groups, 'Groups') } : {}),
    ...('members' in resource ? { members: withRef(resource.members, 'Users') } : {}),
    ...(extension?.manager
      ? { [enterpriseSchema]: { ...extension, manager: withRef(extension.manager, 'Users') } }
      : {}),
    meta: { ...meta, location: place(meta.resourceType === 'User' ? 'Users' : 'Groups', resource.id) },
  };
}

const listed = (resources: readonly Resource[], totalResults: number, startIndex: number) => ({
  schemas: [`${messages}:ListResponse`],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

function answered(status: number, body: Resource): GatewayAnswer {
  const { version, location } = (body.meta ?? {}) as { version?: string; location?: string };
  const headers = { ...mediaType, ...(version ? { etag: version } : {}), ...(location ? { location } : {}) };
  return { status, headers, body: JSON.stringify(body) };
}

function refused(called: Extract<GatewayCalled, { ok: false }>): GatewayAnswer {
  const { code, status, message, facts } = called;
  const own = told[code];
  if (own) return failed(own.status, message, own.scimType);
  if (code === 'integrations.scimRefused') return failed(400, message, String(facts.scimType));
  // A department or person that a value names and that isn't there, or a circle that it would make.
  if (code.startsWith('directory.')) return failed(400, message, 'invalidValue');
  const more: Readonly<Record<string, string>> =
    status === 401
      ? { 'www-authenticate': 'Bearer realm="scim"' }
      : status === 429
        ? { 'retry-after': String(facts.seconds ?? 60) }
        : {};
  return failed(status, message, undefined, more);
}

function failed(
  status: number,
  detail: string,
  scimType?: string,
  more: Readonly<Record<string, string>> = {},
): GatewayAnswer {
  const body = { schemas: [`${messages}:Error`], status: String(status), ...(scimType ? { scimType } : {}), detail };
  return { status, headers: { ...mediaType, ...more }, body: JSON.stringify(body) };
}
