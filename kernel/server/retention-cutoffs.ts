import { retentionPeriods } from '../contract/retention.ts';
import type { QueryContext } from './context.ts';

/** What lies before these is past its retention now (Z18). */
export interface RetentionCutoffs {
  /** An instant: security logs of before. */
  readonly securityLog: string;
  /** Instants too: what was audited, told or imported before. */
  readonly audit: string;
  readonly notice: string;
  readonly imported: string;
  /** Days: whoever had left by then. */
  readonly employment: string;
  readonly afterLeaving: string;
  readonly afterCase: string;
}

/** The cut-offs of the retention table at this moment. Days are reckoned by UTC and one more is kept, so that no time zone is early. */
export async function retentionCutoffs(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
): Promise<RetentionCutoffs> {
  const periods = await context.setting(retentionPeriods);
  const now = context.now.toZonedDateTimeISO('UTC');
  const before = (ago: Temporal.DurationLike) => now.subtract(ago).toInstant().toString();
  const day = (ago: Temporal.DurationLike) => now.toPlainDate().subtract(ago).subtract({ days: 1 }).toString();
  return {
    securityLog: before({ months: periods.securityLogMonths }),
    audit: before({ months: periods.auditMonths }),
    notice: before({ months: periods.noticeMonths }),
    imported: before({ days: periods.importDays }),
    employment: day({ days: periods.settleLeavingDays }),
    afterLeaving: day({ months: periods.afterLeavingMonths }),
    afterCase: day({ months: periods.afterCaseMonths }),
  };
}
