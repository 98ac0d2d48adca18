import { extensionPoint } from '#kernel/contract/extension-point.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { Words } from '#kernel/contract/words.ts';

/** A command that a module offers to flows; its input is the shape that the call node has to fill. */
export interface ApprovalCall {
  readonly title: Words;
  /** Run as the system, because of the approval, with no permission but the command's own. */
  readonly command: OperationContract<'command'>;
}

/** Where modules offer commands: `moduleContract({ extensions: [extend(approvalCalls, { title, command })] })`. */
export const approvalCalls = extensionPoint<ApprovalCall>('approvals.approvalCall');
