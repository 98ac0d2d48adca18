import { z } from 'zod';
import { id, line } from '#kernel/contract/shapes.ts';
import { approvalFailures as failures } from './failures.ts';
import { slotId } from './instance.ts';
import { requestStatus } from './request.ts';

/** Values of a form, as its kind reads them. */
export const form = z.record(z.string(), z.unknown());
/** Which request it is about. */
export const request = { requestId: id() };
/** Which task of which request. */
export const task = { ...request, slotId };
/** Why, where it has to be said. */
export const reason = line(1_000);
/** What came of a command: where the request stands now. */
export const moved = z.object({ revision: z.int(), status: requestStatus });

/** What a command on a task can be refused for. */
export const onTask = [
  failures.alreadyHandled,
  failures.alreadyEnded,
  failures.noSuchTask,
  failures.notYours,
  failures.notOpenYet,
  failures.suspended,
  failures.personsOnly,
  failures.notAllowedHere,
  failures.claimFirst,
  failures.alreadyClaimed,
  failures.opinionOnly,
];
/** What a command that takes a request further can be refused for by the nodes it leads to. */
export const findsPeople = [
  failures.noApprover,
  failures.personNotFound,
  failures.chooseApprovers,
  failures.notInRange,
  failures.noSuchNode,
  failures.tooManySteps,
];
