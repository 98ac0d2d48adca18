import type { OutputOf } from '#kernel/contract/operation.ts';
import type { listIntegrations } from '../../../contract/call-operations.ts';

/** One row of the list. */
export type Integration = OutputOf<typeof listIntegrations>['rows'][number];
