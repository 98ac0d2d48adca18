import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { ApprovalsViews } from '#modules/approvals/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { MessagingViews } from '#modules/messaging/contract/views.ts';
import type { GroupKind } from '../contract/group-kind.ts';
import type { MembershipRule } from '../contract/membership-rule.ts';

/** The module's tables, and the published ones of others that its statements join. Instants and days are texts. */
export interface GroupsTables extends ApprovalsViews, DirectoryViews, MessagingViews {
  'groups.kind': { code: string; definition: GroupKind; revision: number };
  'groups.governed': GovernedTable;
}

export interface GovernedTable {
  conversation_id: string;
  kind: string;
  own_name: string;
  name: string;
  purpose: string;
  employer_id: string;
  applicant_id: string;
  request_id: string | null;
  rule: MembershipRule;
  has_rule: boolean;
  apply: 'automatic' | 'proposed';
  ends_on: string | null;
  grace_until: string | null;
  state: 'active' | 'dissolved';
  since: string;
  end_notice_id: string | null;
  end_told_at: string | null;
  end_breach_at: string | null;
  end_soon_told_at: string | null;
  patrolled_at: string;
  patrol_told_at: string | null;
  revision: number;
}

export type Query = QueryContext<GroupsTables>;
export type Command = CommandContext<GroupsTables>;
