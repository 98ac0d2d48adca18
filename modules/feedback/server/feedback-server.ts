import { serverModule } from '#kernel/server/define-module.ts';
import { feedbackContract } from '../contract/feedback-contract.ts';
import { listFeedback } from './queries/list-feedback.ts';

/** The server face of feedback. */
export const feedbackServer = serverModule({ contract: feedbackContract, handlers: [listFeedback] });
