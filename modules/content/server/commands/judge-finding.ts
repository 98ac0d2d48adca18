import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { findingJudged } from '../../contract/events.ts';
import { judgedAlready, ownFinding } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { judgeFindings } from '../../contract/permissions.ts';
import type { ContentTables } from '../content-tables.ts';
import { findingsWhere } from '../finding-rows.ts';
import { openPieces } from '../sealed-pieces.ts';

/** A confirmed finding goes into the evidence chain with its pieces; those of a false hit are erased. */
export const judgeFinding = handle<ContentTables>()(
  contract.judgeFinding,
  async (context, { findingId, judgement, note }) => {
    const by = context.person().personId;
    const reachable = sql`f.id = ${findingId}::uuid and ${context.within(judgeFindings, 'f.person_id')}`;
    await sql`select from content.finding where id = ${findingId}::uuid for update`.execute(context.db);
    const [finding] = await findingsWhere(context, reachable, 1);
    if (!finding) throw refuse(notFound);
    if (finding.person_id === by) throw refuse(ownFinding);
    if (finding.judgement !== null) throw refuse(judgedAlready);
    const now = context.now.toString();
    await sql`update content.finding set judgement = ${judgement}, note = ${note}, judged_by = ${by}::uuid,
        judged_at = ${now}::timestamptz, sealed = ${judgement === 'falseHit' ? sql`null` : sql`sealed`}, told = true
      where id = ${findingId}::uuid`.execute(context.db);
    const { person_id: personId, employer_id: employerId, rule_id: ruleId, category, action, outcome, seq } = finding;
    const { place } = finding;
    const facts = { ruleId, category, action, outcome, place, conversationId: finding.conversation_id, seq };
    if (judgement === 'confirmed') {
      const found = await openPieces(context, findingId, finding.sealed);
      context.record(
        await context.prepareEvidence({
          id: context.newId(),
          chain: `content:finding:${findingId}`,
          kind: 'content.findingConfirmed',
          at: context.now,
          subjectPersonId: personId,
          keyScope: `content:finding:${findingId}`,
          record: JSON.parse(
            JSON.stringify({ findingId, personId, ...facts, sentAt: finding.at, pieces: found, by, note }),
          ),
        }),
      );
    }
    context.about('contentFinding', findingId);
    context.emit(findingJudged, {
      findingId,
      personId,
      employerId,
      ...facts,
      sentAt: finding.at,
      judgement,
      judgedById: by,
    });
    return {};
  },
);
