import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { publishingKind } from '../../contract/publishing-kind.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { checkPublishing } from '../check-publishing.ts';

/** The form may be redesigned, also so that nothing is left to publish: that is said before anybody is asked. */
export const submittedWithText = guard<BulletinsTables>()(
  'bulletins.submittedWithText',
  submitRequest,
  async (context, { kind, form, chosen, applicantId }) => {
    if (kind === publishingKind.name) await checkPublishing(context, { form, chosen, applicantId });
  },
);
