import { subscriber } from '#kernel/server/define-module.ts';
import { findingJudged } from '#modules/content/contract/events.ts';
import { examineFact } from '../examine-fact.ts';
import type { PolicyTables } from '../policy-tables.ts';

/**
 * A named person confirmed what a content rule found: held against the rules of the sender's employer. What a machine alone found is
 * nothing to act on, and a false hit is none (P6, S3).
 */
export const onFindingJudged = subscriber<PolicyTables>()(
  'policy.onFindingJudged',
  findingJudged,
  async (context, { facts, number, at }) => {
    if (facts.judgement !== 'confirmed') return;
    const { findingId, personId, conversationId, seq, category, outcome, place, sentAt, judgedById } = facts;
    await examineFact(
      context,
      {
        kind: 'contentFinding',
        // Several rules may have found something in one message: one fact (L4).
        key: seq === null ? `contentFinding:${findingId}` : `contentFinding:${conversationId}:${seq}:${personId}`,
        personId,
        openedAt: sentAt,
        deliveredAt: sentAt,
        dueAt: sentAt,
        findingId,
        conversationId,
        seq,
        category,
        blocked: outcome === 'blocked',
        warned: outcome === 'wentOn',
        place,
        judgedById,
        judgedAt: at,
      },
      number,
    );
  },
);
