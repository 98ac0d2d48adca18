import { type Filter, parse } from 'scim2-parse-filter';
import { type Attribute, enterpriseSchema, sameName, userAttributes, userSchema } from './attributes.ts';

/** What a path of a PATCH, a filter or a list of attributes means. `extension`: the whole enterprise extension. */
export type Target = 'extension' | { readonly attribute: Attribute; readonly part?: string; readonly filter?: Filter };

/** Reads `emails[type eq "work"].value` with or without its schema before it (RFC 7644, 3.5.2); undefined: nothing that is known. */
export function parsePath(text: string): Target | undefined {
  const lower = text.toLowerCase();
  if (lower === enterpriseSchema.toLowerCase()) return 'extension';
  const enterprise = lower.startsWith(`${enterpriseSchema.toLowerCase()}:`);
  const core = lower.startsWith(`${userSchema.toLowerCase()}:`);
  const rest = text.slice(enterprise ? enterpriseSchema.length + 1 : core ? userSchema.length + 1 : 0);
  const [, name = '', within, part] = /^([A-Za-z]\w*)(?:\[(.+)\])?(?:\.([$A-Za-z]\w*))?$/s.exec(rest) ?? [];
  const attribute = userAttributes.find(
    (one) => one.name.toLowerCase() === name.toLowerCase() && (one.enterprise ?? false) === enterprise,
  );
  if (!attribute || (within !== undefined && !attribute.many)) return undefined;
  const known = part === undefined ? undefined : sameName(attribute.parts ?? [], part);
  if (part !== undefined && known === undefined) return undefined;
  const filter = within === undefined ? undefined : parseFilter(within);
  if (within !== undefined && filter === undefined) return undefined;
  return { attribute, ...(known === undefined ? {} : { part: known }), ...(filter ? { filter } : {}) };
}

/** A filter as a tree; undefined where it isn't one, or holds characters that no text has. */
export function parseFilter(text: string): Filter | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) || !text.isWellFormed()) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
