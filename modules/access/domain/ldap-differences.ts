import type { DifferenceKind, EntryProblem } from '../contract/ldap-sync.ts';

/** A person as a directory server has them: what can't stand here is undefined, and changes nothing. */
export interface LdapPerson {
  /** What stays when they are renamed or moved; undefined: the attribute is empty. */
  readonly subject: string | undefined;
  readonly account: string;
  /** It can be an account here. */
  readonly accountUsable: boolean;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** Roles that their groups stand for. */
  readonly roleIds: readonly string[];
}

/** A person as they are here. */
export interface KnownPerson {
  readonly id: string;
  readonly account: string;
  readonly active: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Of the account at this server that is linked. */
  readonly subject: string | null;
  /** Given to them now. */
  readonly roleIds: readonly string[];
  /** What comes from another system than a directory server, so that this one is no word on it (D14). */
  readonly ownedElsewhere: readonly string[];
}

/** What a directory server says of a person. */
export const ldapFields = ['name', 'email', 'phone'] as const;

export interface LdapDifference {
  readonly kind: DifferenceKind;
  readonly label: string;
  readonly subject: string | null;
  readonly personId: string | null;
  readonly changes: readonly {
    readonly field: (typeof ldapFields)[number];
    readonly from: string;
    readonly to: string;
  }[];
  readonly problem: EntryProblem | null;
  readonly roleId: string | null;
}

/**
 * What would have to change here so that people are as the directory server has them. People are known by their link, else by
 * the account. Who isn't there any more leaves only where they were linked, and where `leave` says so.
 */
export function ldapDifferences(
  entries: readonly LdapPerson[],
  people: readonly KnownPerson[],
  options: { readonly bring: boolean; readonly leave: boolean },
): LdapDifference[] {
  const bySubject = new Map(people.flatMap((person) => (person.subject === null ? [] : [[person.subject, person]])));
  const byAccount = new Map(people.map((person) => [person.account.toLowerCase(), person]));
  const times = new Map<string, number>();
  for (const { account } of entries) times.set(account.toLowerCase(), (times.get(account.toLowerCase()) ?? 0) + 1);
  const seen = new Set(entries.flatMap(({ subject }) => subject ?? []));
  const found: LdapDifference[] = [];
  const blank = { subject: null, personId: null, changes: [], problem: null, roleId: null } as const;

  for (const entry of entries) {
    const label = entry.account.slice(0, 254);
    const wrong = (problem: EntryProblem) => found.push({ ...blank, kind: 'problem', label, problem });
    const { subject = null } = entry;
    if (subject === null) {
      wrong('noId');
      continue;
    }
    if ((times.get(entry.account.toLowerCase()) ?? 0) > 1) {
      wrong('twice');
      continue;
    }
    const person = bySubject.get(subject) ?? byAccount.get(entry.account.toLowerCase());
    const said = entry;
    if (!person) {
      if (!options.bring) wrong('notBrought');
      else if (!entry.accountUsable) wrong('badAccount');
      else if (said.name === undefined) wrong('badName');
      else {
        const changes = ldapFields.flatMap((field) => {
          const to = said[field];
          return to === undefined ? [] : [{ field, from: '', to }];
        });
        found.push({ ...blank, kind: 'create', label, subject, changes });
      }
      continue;
    }
    if (!person.active) {
      wrong('leaver');
      continue;
    }
    if (person.subject !== null && person.subject !== subject) {
      wrong('otherLink');
      continue;
    }
    const changes = ldapFields.flatMap((field) => {
      const to = said[field];
      const from = person[field] ?? '';
      const silent = to === undefined || person.ownedElsewhere.includes(field);
      return silent || to === from ? [] : [{ field, from, to }];
    });
    if (changes.length > 0 || person.subject === null)
      found.push({ ...blank, kind: 'change', label, subject, personId: person.id, changes });
    for (const roleId of entry.roleIds)
      if (!person.roleIds.includes(roleId)) found.push({ ...blank, kind: 'role', label, personId: person.id, roleId });
  }
  if (options.leave)
    for (const person of people)
      if (person.active && person.subject !== null && !seen.has(person.subject))
        found.push({ ...blank, kind: 'leave', label: person.account, subject: person.subject, personId: person.id });
  return found;
}
