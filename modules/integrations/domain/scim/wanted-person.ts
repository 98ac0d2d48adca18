import { refuse } from '#kernel/contract/failure.ts';
import { scimRefused } from '../../contract/failures.ts';
import type { Resource } from './apply-patch.ts';
import { enterpriseSchema, sameName, userAttributes } from './attributes.ts';

/** What a SCIM resource says of a person, in the directory's words. null: it says that there is none. */
export interface WantedPerson {
  readonly userName: string | null;
  readonly externalId: string | null;
  readonly name: string | null;
  readonly alias: string | null;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly landline: string | null;
  readonly staffNumber: string | null;
  /** Name, number or id. */
  readonly department: string | null;
  readonly managerId: string | null;
  /** null: it says nothing. */
  readonly active: boolean | null;
}

const wrong = (detail: string) => refuse(scimRefused, { scimType: 'invalidValue', detail });

/**
 * Reads a resource (RFC 7643, 4.1); attributes that aren't kept here are passed over, values of the wrong kind are refused.
 * `nameBefore`: of the ways to say a name, the one that says something else counts.
 */
export function wantedPerson(given: Resource, nameBefore?: string): WantedPerson {
  const resource = named(
    given,
    userAttributes.filter((one) => !one.enterprise).map(({ name }) => name),
  );
  const extension = named(
    objectAt(given, sameName(Object.keys(given), enterpriseSchema) ?? enterpriseSchema),
    userAttributes.filter((one) => one.enterprise).map(({ name }) => name),
  );
  const manager = extension.manager;
  const phones = elements(resource.phoneNumbers, 'phoneNumbers');
  const isMobile = (one: Resource) => one.type === undefined || String(one.type).toLowerCase() === 'mobile';
  return {
    userName: text(resource.userName, 'userName'),
    externalId: text(resource.externalId, 'externalId'),
    name: nameOf(resource, nameBefore),
    alias: text(resource.nickName, 'nickName'),
    jobTitle: text(resource.title, 'title'),
    email: text(preferred(elements(resource.emails, 'emails'))?.value, 'emails.value'),
    phone: text(preferred(phones.filter(isMobile))?.value, 'phoneNumbers.value'),
    landline: text(preferred(phones.filter((one) => !isMobile(one)))?.value, 'phoneNumbers.value'),
    staffNumber: text(extension.employeeNumber, 'employeeNumber'),
    department: text(extension.department, 'department'),
    managerId: text(typeof manager === 'object' && manager !== null ? (manager as Resource).value : manager, 'manager'),
    active: flag(resource.active),
  };
}

/** The attributes by their own names, whatever their case. */
function named(resource: Resource, names: readonly string[]): Resource {
  return Object.fromEntries(
    Object.entries(resource).flatMap(([key, value]) => {
      const name = sameName(names, key);
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

function objectAt(resource: Resource, name: string): Resource {
  const value = resource[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(name);
  return value as Resource;
}

function text(value: unknown, where: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw wrong(where);
  return value.trim() === '' ? null : value.trim();
}

/** Some send the words. */
function flag(value: unknown): boolean | null {
  if (value === undefined || value === null) return null;
  const said = String(value).toLowerCase();
  if (said !== 'true' && said !== 'false') throw wrong('active');
  return said === 'true';
}

function elements(value: unknown, where: string): Resource[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'object' || one === null)) throw wrong(where);
  return value as Resource[];
}

/** One address is kept: the primary one, else the one for work, else the first. */
function preferred(all: readonly Resource[]): Resource | undefined {
  return all.find((one) => one.primary === true) ?? all.find((one) => one.type === 'work') ?? all[0];
}

/** `formatted`, `displayName`, or family and given name: without a blank where they are written in 汉字. */
function nameOf(resource: Resource, before?: string): string | null {
  const name = objectAt(resource, 'name');
  const parts = named(name, ['formatted', 'familyName', 'givenName']);
  const family = text(parts.familyName, 'name.familyName');
  const given = text(parts.givenName, 'name.givenName');
  const han = /^\p{Script=Han}/u.test(family ?? given ?? '');
  const composed = han ? `${family ?? ''}${given ?? ''}` : [given, family].filter((one) => one !== null).join(' ');
  const ways = [text(parts.formatted, 'name.formatted'), text(resource.displayName, 'displayName'), composed || null];
  const said = ways.filter((one) => one !== null);
  return said.find((one) => one !== before) ?? said[0] ?? null;
}
