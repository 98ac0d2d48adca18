import { clearAnnouncement } from './commands/clear-announcement.ts';
import { dissolveGroup } from './commands/dissolve-group.ts';
import { postAnnouncement } from './commands/post-announcement.ts';
import { removeMember } from './commands/remove-member.ts';
import { removeMessage } from './commands/remove-message.ts';
import { setMemberRole } from './commands/set-member-role.ts';
import { silenceGroup } from './commands/silence-group.ts';
import { silenceMember } from './commands/silence-member.ts';
import { transferGroup } from './commands/transfer-group.ts';

/** What leaders and processes do in a group. */
export const groupToolsHandlers = [
  removeMember,
  setMemberRole,
  transferGroup,
  silenceGroup,
  silenceMember,
  postAnnouncement,
  clearAnnouncement,
  removeMessage,
  dissolveGroup,
];
