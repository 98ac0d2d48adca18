import type { ModuleWeb } from '#kernel/web/shell/module-web.ts';
import { accessWeb } from './access/web/access-web.ts';
import { useViewerState as useAccessViewer } from './access/web/use-viewer-state.ts';
import { adminWeb } from './admin/web/admin-web.ts';
import { approvalsWeb } from './approvals/web/approvals-web.ts';
import { attendanceWeb } from './attendance/web/attendance-web.ts';
import { botsWeb } from './bots/web/bots-web.ts';
import { bulletinsWeb } from './bulletins/web/bulletins-web.ts';
import { contentWeb } from './content/web/content-web.ts';
import { directoryWeb } from './directory/web/directory-web.ts';
import { feedbackWeb } from './feedback/web/feedback-web.ts';
import { filesWeb } from './files/web/files-web.ts';
import { groupsWeb } from './groups/web/groups-web.ts';
import { integrationsWeb } from './integrations/web/integrations-web.ts';
import { leaveWeb } from './leave/web/leave-web.ts';
import { messagingWeb } from './messaging/web/messaging-web.ts';
import { notificationsWeb } from './notifications/web/notifications-web.ts';
import { policyWeb } from './policy/web/policy-web.ts';
import { privacyWeb } from './privacy/web/privacy-web.ts';
import { sampleWeb } from './sample/web/sample-web.ts';
import { staffingWeb } from './staffing/web/staffing-web.ts';
import { transfersWeb } from './transfers/web/transfers-web.ts';
import { workbenchWeb } from './workbench/web/workbench-web.ts';
import { worktimeWeb } from './worktime/web/worktime-web.ts';

/** The web faces of all modules, in the order in which the places show them. */
export const webModules: readonly ModuleWeb[] = [
  directoryWeb,
  worktimeWeb,
  accessWeb,
  filesWeb,
  approvalsWeb,
  bulletinsWeb,
  botsWeb,
  leaveWeb,
  attendanceWeb,
  staffingWeb,
  transfersWeb,
  groupsWeb,
  contentWeb,
  feedbackWeb,
  messagingWeb,
  notificationsWeb,
  policyWeb,
  integrationsWeb,
  adminWeb,
  workbenchWeb,
  privacyWeb,
  sampleWeb,
];

/** Who is signed in, for the shell. */
export const useViewerState = useAccessViewer;
