import type { Matter } from '../contract/case-file.ts';
import type { Fact } from '../contract/fact.ts';

/** What a case about this fact is about, for lists. */
export function matterOf(fact: Fact): Matter {
  const name = fact.kind === 'overdueTask' ? fact.requestNumber : fact.kind === 'groupDuty' ? fact.groupName : '';
  return { kind: fact.kind, name };
}

/** Where the liable person looks at what a fact is about. */
export function linkOf(fact: Fact): string {
  if (fact.kind === 'overdueTask') return `/requests/${fact.requestId}`;
  return fact.kind === 'groupDuty' ? `/groups/${fact.conversationId}` : '/content/mine';
}

/** The person who found that it is so; null: the system did. Who found a fact decides nothing about it (L5). */
export function finderOf(fact: Fact): string | null {
  return fact.kind === 'contentFinding' ? fact.judgedById : null;
}
