import { labelMessage } from '../commands/label-message.ts';
import { setConversationLabel } from '../commands/set-conversation-label.ts';
import { listLabelChanges } from '../queries/list-label-changes.ts';
import { readLabels } from '../queries/read-labels.ts';

/** Classification of what is said. */
export const labelHandlers = [labelMessage, setConversationLabel, readLabels, listLabelChanges];
