import type { CommandOf } from '../../contract/command.ts';
import type { Slot } from '../../contract/instance.ts';
import { currentStart, openVisits } from '../cursor-tree.ts';
import { pendingTask } from '../own-task.ts';
import { emit, type Run, refuse } from '../run.ts';

/** 催办. */
export function urge(run: Run, command: CommandOf<'urge'>, by: string): undefined {
  const { now } = run.facts;
  const { channel, text } = command;
  if (currentStart(run.state)) return refuse(run, 'withApplicant', {});
  if (channel !== 'app' && (!command.slotIds || !command.happenedAt)) return refuse(run, 'urgeNeedsDetails', {});
  const open = openVisits(run.state).flatMap((visit) => visit.slots.filter((slot) => slot.state === 'open'));
  if (open.length === 0) return refuse(run, 'nobodyAsked', {});
  const happenedAt = channel === 'app' ? now : (command.happenedAt ?? now);
  const slots: Slot[] = [];
  for (const slotId of new Set(command.slotIds ?? open.map((slot) => slot.id))) {
    const task = pendingTask(run, slotId);
    if (!task) return;
    if (task.slot.state !== 'open') return refuse(run, 'notOpenYet', { slotId });
    slots.push(task.slot);
    const from = task.slot.openedAt ?? now;
    if (!(Date.parse(from) <= Date.parse(happenedAt) && Date.parse(happenedAt) <= Date.parse(now))) {
      return refuse(run, 'urgeTimeWrong', { from, to: now });
    }
    const last = run.state.urges.findLast(
      (one) => one.channel === channel && one.asked.some((asked) => asked.slotId === slotId),
    );
    const next = last ? Date.parse(last.at) + run.definition.urge.everyMinutes * 60_000 : 0;
    if (Date.parse(now) < next) return refuse(run, 'urgeTooSoon', { nextAt: new Date(next).toISOString() });
  }
  emit(run, {
    type: 'urged',
    urge: {
      id: `u${run.state.urges.length + 1}`,
      channel,
      by,
      at: now,
      happenedAt,
      asked: slots.map((slot) => ({ slotId: slot.id, person: slot.person })),
    },
    text,
  });
}

/** Whoever was urged outside the app confirms or disputes it, once. */
export function answerUrge(
  run: Run,
  command: CommandOf<'confirmUrge'> | CommandOf<'disputeUrge'>,
  by: string,
): undefined {
  const { urgeId, slotId } = command;
  const one = run.state.urges.find((urged) => urged.id === urgeId);
  const asked = one?.asked.find((each) => each.slotId === slotId);
  if (!one || !asked) return refuse(run, 'noSuchUrge', {});
  if (asked.person !== by) return refuse(run, 'notYours', { slotId });
  if (one.channel === 'app') return refuse(run, 'urgeNeedsNoAnswer', {});
  if (asked.answer) return refuse(run, 'urgeAlreadyAnswered', { answer: asked.answer });
  const answer = command.type === 'confirmUrge' ? 'confirmed' : 'disputed';
  const reason = command.type === 'disputeUrge' ? command.reason : undefined;
  emit(run, { type: 'urgeAnswered', by, urgeId, slotId, answer, reason });
}
