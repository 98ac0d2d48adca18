import { AndFilter, type Entry, EqualityFilter, type Filter, FilterParser } from 'ldapts';
import type { LdapOptions } from '../../contract/outside-shapes.ts';
import type { OutsideAccount } from './outside-account.ts';

/** The first value of an attribute as text; undefined where there is none. */
export function firstValue(entry: Entry, attribute: string): string | undefined {
  // Names of attributes ignore case (RFC 4512 2.5).
  const name = Object.keys(entry).find((one) => one.toLowerCase() === attribute.toLowerCase());
  const value = name === undefined ? undefined : entry[name];
  const first = Array.isArray(value) ? value[0] : value;
  if (Buffer.isBuffer(first)) return first.length === 0 ? undefined : first.toString('hex');
  return first === undefined || first === '' ? undefined : first;
}

/** The filter for people; throws where it isn't one. */
export const peopleFilter = (options: Pick<LdapOptions, 'peopleFilter'>): Filter =>
  FilterParser.parseString(options.peopleFilter);

/** People with this account. What was typed is a value in the request and never part of a filter's text, so nothing in it is read as one. */
export const accountFilter = (options: LdapOptions, account: string): Filter =>
  new AndFilter({
    filters: [peopleFilter(options), new EqualityFilter({ attribute: options.accountAttribute, value: account })],
  });

/** The attributes that are asked for; the lasting id of Active Directory is bytes. */
export function wantedAttributes(options: LdapOptions) {
  const { idAttribute, accountAttribute, nameAttribute, emailAttribute, phoneAttribute } = options;
  return {
    attributes: [idAttribute, accountAttribute, nameAttribute, emailAttribute, phoneAttribute],
    ...(/^objectguid$/i.test(idAttribute) ? { explicitBufferAttributes: [idAttribute] } : {}),
  };
}

/** An entry as an account; undefined where it lacks its lasting id or its account. The directory is the company's own: its addresses count. */
export function accountOf(entry: Entry, options: LdapOptions): OutsideAccount | undefined {
  const subject = firstValue(entry, options.idAttribute);
  const account = firstValue(entry, options.accountAttribute);
  if (subject === undefined || account === undefined) return undefined;
  const email = firstValue(entry, options.emailAttribute);
  const name = firstValue(entry, options.nameAttribute);
  return {
    subject,
    label: account.slice(0, 254),
    account,
    emailVerified: email !== undefined,
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
  };
}
