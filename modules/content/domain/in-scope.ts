import type { Scope } from '../contract/rule.ts';

/** Who says something, and where. */
export interface Circumstances {
  readonly employerId: string;
  readonly postIds: readonly string[];
  /** `elsewhere`: no chat; only rules that hold everywhere hold there. */
  readonly place: 'groups' | 'direct' | 'elsewhere';
  /** Of a governed group; null elsewhere. */
  readonly groupKind: string | null;
}

const meets = (list: readonly string[], values: readonly string[]) =>
  list.length === 0 || values.some((value) => list.includes(value));

/** Whether a rule holds there. */
export const inScope = (scope: Scope, of: Circumstances): boolean =>
  (scope.places === 'everywhere' || scope.places === of.place) &&
  meets(scope.groupKinds, of.groupKind === null ? [] : [of.groupKind]) &&
  meets(scope.employerIds, [of.employerId]) &&
  meets(scope.postIds, of.postIds);
