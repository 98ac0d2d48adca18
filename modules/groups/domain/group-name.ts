import type { GroupKind } from '../contract/group-kind.ts';

/** What a name is made of beside the group's own part. */
export interface NameFacts {
  readonly company: string;
  readonly department: string;
  readonly year: string;
}

const fill = (pattern: string, facts: NameFacts, name: string) =>
  pattern
    .replaceAll('{company}', facts.company)
    .replaceAll('{department}', facts.department)
    .replaceAll('{year}', facts.year)
    .replaceAll('{name}', () => name);

/** The full name of a group (S2 8, 15: 公司名+群名). An own name that begins with the company already isn't given it twice. */
export function fullName({ namePattern }: Pick<GroupKind, 'namePattern'>, facts: NameFacts, name: string): string {
  const own = name.trim().normalize('NFC');
  const before = fill(namePattern.slice(0, namePattern.indexOf('{name}')), facts, '');
  return fill(
    namePattern,
    facts,
    before !== '' && own.startsWith(before) && own !== before ? own.slice(before.length) : own,
  );
}

/** The own part of a name that keeps to the pattern, or null: it doesn't (G3). A name is more than its company. */
export function ownNameIn(
  { namePattern }: Pick<GroupKind, 'namePattern'>,
  facts: NameFacts,
  name: string,
): string | null {
  const [before = '', after = ''] = namePattern.split('{name}').map((piece) => fill(piece, facts, ''));
  const given = name.trim().normalize('NFC');
  if (!given.startsWith(before) || !given.endsWith(after)) return null;
  const own = given.slice(before.length, given.length - after.length).trim();
  return own === '' || given.length < before.length + after.length ? null : own;
}

/** The pattern as people read it: 云澜酒店集团+群名. */
export const patternInWords = ({ namePattern }: Pick<GroupKind, 'namePattern'>, facts: NameFacts): string =>
  fill(namePattern, facts, '+群名').replace(/^\+/, '');
