/** Schemas of RFC 7643. */
export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** An attribute of a person that SCIM clients may name. */
export interface Attribute {
  readonly name: string;
  /** Its sub-attributes, where it has any. */
  readonly parts?: readonly string[];
  readonly many?: true;
  readonly readOnly?: true;
  /** Of the enterprise extension. */
  readonly enterprise?: true;
}

const values = ['value', 'type', 'primary', 'display'];

export const userAttributes: readonly Attribute[] = [
  { name: 'schemas', readOnly: true },
  { name: 'id', readOnly: true },
  { name: 'meta', parts: ['resourceType', 'location', 'version'], readOnly: true },
  { name: 'externalId' },
  { name: 'userName' },
  { name: 'name', parts: ['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix'] },
  { name: 'displayName' },
  { name: 'nickName' },
  { name: 'title' },
  { name: 'active' },
  { name: 'emails', parts: values, many: true },
  { name: 'phoneNumbers', parts: values, many: true },
  { name: 'groups', parts: ['value', 'display', '$ref', 'type'], many: true, readOnly: true },
  { name: 'employeeNumber', enterprise: true },
  { name: 'department', enterprise: true },
  { name: 'organization', enterprise: true, readOnly: true },
  { name: 'manager', parts: ['value', '$ref', 'displayName'], enterprise: true },
];

/** The one of these that a name means; case says nothing (RFC 7643, 2.1). */
export const sameName = (names: readonly string[], name: string): string | undefined =>
  names.find((one) => one.toLowerCase() === name.toLowerCase());
