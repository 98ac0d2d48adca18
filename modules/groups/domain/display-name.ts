import type { GroupKind } from '../contract/group-kind.ts';

/**
 * A display name in the group 群昵称 (S2 8, 16, 17): made of the real name and the part in the group whenever it is shown,
 * so that it is right also when either has changed. Nobody types one.
 */
export const displayName = (
  kind: Pick<GroupKind, 'display'>,
  role: 'leader' | 'deputy' | 'member' | 'guest',
  realName: string,
): string => kind.display[role].replaceAll('{name}', () => realName);
