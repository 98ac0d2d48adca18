import type { Resource } from '../../domain/scim/apply-patch.ts';
import { enterpriseSchema, groupSchema, userSchema } from '../../domain/scim/attributes.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0';

/** What this server can do (RFC 7643, 5). */
export const serviceProviderConfig = (base: string): Resource => ({
  schemas: [`${core}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer',
      description: 'The key of a connected application, agreed to by two people',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

const resourceType = (base: string, id: string, schema: string, schemaExtensions: Resource[]): Resource => ({
  schemas: [`${core}:ResourceType`],
  id,
  name: id,
  endpoint: `/${id}s`,
  schema,
  schemaExtensions,
  meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${id}` },
});

export const resourceTypes = (base: string): Resource[] => [
  resourceType(base, 'User', userSchema, [{ schema: enterpriseSchema, required: false }]),
  resourceType(base, 'Group', groupSchema, []),
];

type More = Readonly<Record<string, unknown>>;

/** An attribute as the `Schemas` endpoint describes it (RFC 7643, 7). */
const attribute = (name: string, description: string, more: More = {}): Resource => ({
  name,
  type: 'string',
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});
const complex = (name: string, description: string, subAttributes: Resource[], more: More = {}) =>
  attribute(name, description, { type: 'complex', subAttributes, ...more });
const readOnly = { mutability: 'readOnly' };
const element = (...types: string[]) => [
  attribute('value', 'The value'),
  attribute('type', 'What it is for', { canonicalValues: types }),
  attribute('primary', 'Whether it is the one that counts', { type: 'boolean' }),
];

const schema = (base: string, id: string, name: string, description: string, attributes: Resource[]): Resource => ({
  schemas: [`${core}:Schema`],
  id,
  name,
  description,
  attributes,
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
});

/** What people and departments are made of here. */
export const schemas = (base: string): Resource[] => [
  schema(base, userSchema, 'User', 'A person', [
    attribute('externalId', 'What the calling application calls the person; its own', { caseExact: true }),
    attribute('userName', 'The account; stays for ever', {
      required: true,
      mutability: 'immutable',
      uniqueness: 'server',
    }),
    complex('name', 'The name; kept whole', [
      attribute('formatted', 'The whole name'),
      attribute('familyName', 'Taken where there is no whole name', { mutability: 'writeOnly', returned: 'never' }),
      attribute('givenName', 'Taken where there is no whole name', { mutability: 'writeOnly', returned: 'never' }),
    ]),
    attribute('displayName', 'The same as the whole name'),
    attribute('nickName', 'Another name'),
    attribute('title', 'The job title; carries no rights'),
    attribute('active', 'false: the person leaves today, for ever', { type: 'boolean' }),
    complex('emails', 'One is kept: the primary one, else that for work', element('work'), { multiValued: true }),
    complex('phoneNumbers', 'A mobile number and one for work are kept', element('mobile', 'work'), {
      multiValued: true,
    }),
    complex(
      'groups',
      'The departments of the person',
      [attribute('value', 'Its id', readOnly), attribute('display', 'Its name', readOnly)],
      { multiValued: true, ...readOnly },
    ),
  ]),
  schema(base, groupSchema, 'Group', 'A department; read only', [
    attribute('externalId', 'The number of the department', { caseExact: true, ...readOnly }),
    attribute('displayName', 'The name', readOnly),
    complex(
      'members',
      'Who belongs to it directly',
      [attribute('value', 'The id of the person', readOnly), attribute('display', 'The name', readOnly)],
      { multiValued: true, ...readOnly },
    ),
  ]),
  schema(base, enterpriseSchema, 'EnterpriseUser', 'What an enterprise adds', [
    attribute('employeeNumber', 'The staff number', { uniqueness: 'server' }),
    attribute('department', 'The main department, by its number, id or name'),
    attribute('organization', 'The employer', readOnly),
    complex('manager', 'The direct supervisor', [
      attribute('value', 'The id of the supervisor'),
      attribute('displayName', 'The name', readOnly),
    ]),
  ]),
];
