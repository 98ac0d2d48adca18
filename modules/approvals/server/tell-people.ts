import type { OperationContract } from '#kernel/contract/operation.ts';
import type { ProcessContract } from '#kernel/server/context.ts';
import type { NoticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { Work } from './carry-out.ts';
import { loadRequest } from './load-request.ts';
import { personNames } from './person-names.ts';

const process: ProcessContract = { name: 'approvals.tellPeople', permissions: [sendNotices] };

/** Tells people of a request: what it is, whose, and where to open it. Nothing sensitive: the summary has none. */
export async function tellPeople(
  context: Work,
  kind: NoticeKind,
  notice: {
    readonly requestId: string;
    readonly personIds: readonly string[];
    readonly about: { readonly type: string; readonly id: string };
    readonly more?: Readonly<Record<string, unknown>>;
    readonly urgent?: boolean;
  },
): Promise<void> {
  if (notice.personIds.length === 0) return;
  const request = await loadRequest(context, notice.requestId);
  const [applicant] = await personNames(context.db, [request.applicantId]);
  await context.callAs(
    process,
    notify satisfies OperationContract,
    noticeOf(kind, {
      personIds: notice.personIds,
      facts: {
        requestId: request.id,
        number: request.number,
        title: request.kind.title,
        summary: request.summary,
        applicant: applicant?.name ?? '',
        ...notice.more,
      },
      about: notice.about,
      link: `/requests/${request.id}`,
      ...(notice.urgent && { urgent: true }),
    }),
  );
}
