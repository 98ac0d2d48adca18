import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import { contentWithheld } from '../../contract/looks.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadForPaper, paperDossier } from '../archive/dossier.ts';
import { drawPdf } from '../archive/draw-pdf.ts';
import { printModel } from '../archive/print-model.ts';
import { personNames } from '../person-names.ts';

/** The form as this reader may see it. Its digest is sealed, so that the paper can be held against what was given out. */
export const printRequest = handle<ApprovalsTables>()(
  contract.printRequest,
  async (context, { requestId, language }) => {
    const { personId } = context.person();
    const request = await loadForPaper(context, requestId);
    // A look is for the screen, where it bears a watermark and ends.
    if (!request.seesContent || request.byLook) throw refuse(contentWithheld);
    const dossier = await paperDossier(context, request);
    const [reader] = await personNames(context.db, [personId]);
    const madeAt = context.now.toString();
    const model = printModel({
      ...dossier,
      events: dossier.record.events.slice(0, request.revision),
      language,
      publicUrl: context.publicUrl,
      madeBy: reader?.name ?? '',
      madeAt,
    });
    const { bytes, pages } = await drawPdf(model, { madeAt, progress: context.progress });
    const digest = createHash('sha256').update(bytes).digest();
    const printId = context.newId();
    const blob = await context.blobs.put(bytes);
    await sql`insert into approvals.print (id, instance_id, person_id, at, revision, pages, size, digest, blob)
      values (${printId}::uuid, ${requestId}::uuid, ${personId}::uuid, ${madeAt}::timestamptz, ${request.revision}, ${pages},
        ${bytes.length}, ${digest}, ${blob})`.execute(context.db);
    const sealed = await context.prepareEvidence({
      id: context.newId(),
      chain: `print:${requestId}`,
      kind: 'approvals.printed',
      at: context.now,
      subjectPersonId: personId,
      record: { requestId, printId, revision: request.revision, digest: digest.toString('hex'), byPersonId: personId },
    });
    await recordPrepared(sqlClientOf(context.db), [sealed]);
    context.about('request', requestId);
    return { printId, pages, size: bytes.length, digest: digest.toString('hex') };
  },
);
