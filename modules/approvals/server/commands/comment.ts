import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { contentWithheld } from '../../contract/looks.ts';
import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const comment = handleStep(contract.comment, (context, { requestId, text, mentions, files }) =>
  stepTogether(context, requestId, async (request) => {
    // Nor does a look become a part, by mentioning oneself.
    const lasts = request.byLook && mentions.includes(context.person().personId);
    if (!request.seesContent || lasts) throw refuse(contentWithheld);
    // Who is mentioned may look at the request from then on, so it must be somebody who is here.
    const { rows } = await sql<{ id: string }>`select id from directory.published_person
        where id = any(${sql.val(mentions)}::uuid[]) and active`.execute(context.db);
    const missing = mentions.find((person) => !rows.some((row) => row.id === person));
    if (missing !== undefined) throw refuse(approvalFailures.personNotFound, { person: missing });
    return { command: { type: 'comment', text, mentions, files } };
  }),
);
