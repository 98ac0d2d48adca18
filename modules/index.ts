import { sql } from 'kysely';
import type { ServerModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import { accessAuthority } from './access/server/access-authority.ts';
import { access } from './access/server/access-server.ts';
import { admin } from './admin/server/admin-server.ts';
import { setupLink as makeSetupLink } from './admin/server/setup-link.ts';
import { approvalsServer } from './approvals/server/approvals-server.ts';
import { packageProblemInWords } from './approvals/server/archive/package-problems.ts';
import { verifyPackage } from './approvals/server/archive/verify-package.ts';
import { attendanceServer } from './attendance/server/attendance-server.ts';
import { botsServer } from './bots/server/bots-server.ts';
import { bulletinsServer } from './bulletins/server/bulletins-server.ts';
import { contentServer } from './content/server/content-server.ts';
import { directory } from './directory/server/directory.ts';
import { feedbackServer } from './feedback/server/feedback-server.ts';
import { filesServer } from './files/server/files-server.ts';
import { groupsServer } from './groups/server/groups-server.ts';
import { integrationsServer } from './integrations/server/integrations-server.ts';
import { leaveServer } from './leave/server/leave-server.ts';
import { messagingServer } from './messaging/server/messaging-server.ts';
import { notificationsServer } from './notifications/server/notifications-server.ts';
import { policyServer } from './policy/server/policy-server.ts';
import { privacyServer } from './privacy/server/privacy-server.ts';
import { openSample as makeOrOpenSample } from './sample/server/open-sample.ts';
import { sampleServer } from './sample/server/sample-server.ts';
import { staffingServer } from './staffing/server/staffing-server.ts';
import { transfersServer } from './transfers/server/transfers-server.ts';
import { workbenchServer } from './workbench/server/workbench-server.ts';
import { worktimeServer } from './worktime/server/worktime-server.ts';

/** The modules of the program, lower layers first. */
export const modules: readonly ServerModule[] = [
  directory,
  worktimeServer,
  access,
  filesServer,
  messagingServer,
  notificationsServer,
  approvalsServer,
  bulletinsServer,
  botsServer,
  leaveServer,
  attendanceServer,
  staffingServer,
  transfersServer,
  groupsServer,
  contentServer,
  feedbackServer,
  policyServer,
  workbenchServer,
  integrationsServer,
  privacyServer,
  admin,
  sampleServer,
];

/** What the program is made of. */
export const composition: Composition = {
  modules,
  authority: accessAuthority,
  timeZone: async (db) => {
    const { rows } = await sql<{ time_zone: string }>`
      select time_zone from directory.published_employer where parent_id is null order by id limit 1`.execute(db);
    return rows[0]?.time_zone ?? 'Asia/Shanghai';
  },
};

/** The one-time link to the set-up in the browser, as long as there is no company. */
export const setupLink = makeSetupLink;

/** Makes the sample company where there is no company yet; gives whom one can sign in as. */
export const openSample = makeOrOpenSample;

/** Checks approval packages without server or database, for the command line. */
export const approvalPackages = { verify: verifyPackage, inWords: packageProblemInWords };
