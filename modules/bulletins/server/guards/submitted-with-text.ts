import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { nothingToPublish } from '../../contract/failures.ts';
import { publishingKind } from '../../contract/publishing-kind.ts';
import { approvedText } from '../../contract/shapes.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';

/** The form may be redesigned, also so that nothing is left to publish: that is said before anybody is asked. */
export const submittedWithText = guard<BulletinsTables>()(
  'bulletins.submittedWithText',
  submitRequest,
  async (_context, { kind, form }) => {
    if (kind === publishingKind.name && !approvedText.safeParse(form).success) throw refuse(nothingToPublish);
  },
);
