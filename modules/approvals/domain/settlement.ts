import type { AskedNode } from '../contract/definition.ts';
import type { Slot, SlotId, Visit } from '../contract/instance.ts';
import { isPending } from './cursor-tree.ts';

/** What follows from the answers of one visit: slots to open, to pause, to cancel, and the outcome once it is certain. */
interface Settlement {
  readonly opened: SlotId[];
  readonly paused: SlotId[];
  readonly cancelled: SlotId[];
  readonly outcome: 'passed' | 'rejected' | null;
}

/**
 * Settles a visit from its answers alone, so that a taken-back answer or a removed slot needs no rule of its own.
 * Votes are the slots found by rule and those added alongside; who was added after is asked on top of the vote.
 */
export function settle(node: AskedNode, visit: Visit): Settlement {
  const { slots } = visit;
  const votes = slots.filter((slot) => isVote(slot) && slot.state !== 'removed');
  const rejectedAfter = slots.some((slot) => slot.added && slot.origin === 'after' && slot.state === 'rejected');
  const tally = rejectedAfter ? 'rejected' : countVotes(node.mode, votes);
  if (tally === 'rejected') return { opened: [], paused: [], cancelled: [], outcome: 'rejected' };

  const isSuperseded = (slot: Slot): boolean => {
    if (tally === 'passed' && isVote(slot)) return true;
    if (!slot.added) return false;
    const adder = slots.find((one) => one.id === slot.added?.by);
    if (!adder || !isAsked(adder)) return true;
    if (isPending(adder) && isSuperseded(adder)) return true;
    // He has rejected, and the vote goes on without him: nobody is asked on top of a yes that wasn't given.
    if (slot.origin === 'after' && adder.state === 'rejected') return true;
    if (isVote(slot) || slot.added.needs === 'all') return false;
    const group = slot.added.group;
    return slots.some((one) => one.added?.group === group && isAsked(one) && isDone(one, slots));
  };
  const isReady = (slot: Slot): boolean => {
    if (isHeld(slot, slots)) return false;
    if (isOfferedToOthers(node, visit, slot)) return false;
    if (isVote(slot)) return node.mode.kind !== 'sequence' || isItsTurn(slot, votes, slots);
    const adder = slots.find((one) => one.id === slot.added?.by);
    if (!adder) return false;
    if (slot.origin === 'after') return isYes(adder);
    // The adder is held by this very slot; what matters is whether it were his turn otherwise.
    if (isOfferedToOthers(node, visit, adder)) return false;
    return isPending(adder) && (!isVote(adder) || node.mode.kind !== 'sequence' || isItsTurn(adder, votes, slots));
  };

  const pending = slots.filter(isPending);
  const superseded = pending.filter(isSuperseded);
  const wanted = pending.filter((slot) => !superseded.includes(slot) && isReady(slot));
  const left = pending.filter((slot) => !superseded.includes(slot));
  return {
    opened: wanted.filter((slot) => slot.state === 'waiting').map((slot) => slot.id),
    paused: left.filter((slot) => slot.state === 'open' && !wanted.includes(slot)).map((slot) => slot.id),
    cancelled: superseded.map((slot) => slot.id),
    outcome: tally === 'passed' && left.length === 0 ? 'passed' : null,
  };
}

/** 认领: somebody else holds what was offered to this one too. */
function isOfferedToOthers(node: AskedNode, visit: Visit, slot: Slot): boolean {
  return (
    node.mode.kind === 'claim' && slot.origin === 'rule' && visit.claimed !== undefined && visit.claimed !== slot.id
  );
}

/** Whether this slot counts in the node's tally. */
export function isVote(slot: Slot): boolean {
  return slot.origin === 'rule' || slot.origin === 'alongside';
}

/** The tally of a visit as it stands: certain either way, or `null` while it is open. */
export function tallyOf(node: AskedNode, visit: Visit): 'passed' | 'rejected' | null {
  return countVotes(
    node.mode,
    visit.slots.filter((slot) => isVote(slot) && slot.state !== 'removed'),
  );
}

function isAsked(slot: Slot): boolean {
  return slot.state !== 'removed' && slot.state !== 'cancelled';
}

function isYes(slot: Slot): boolean {
  return slot.state === 'approved' || slot.state === 'handled' || slot.state === 'repeated';
}

function countVotes(mode: AskedNode['mode'], votes: readonly Slot[]): 'passed' | 'rejected' | null {
  const counted = votes.filter((slot) => slot.state !== 'skipped');
  const saidYes = counted.filter(isYes);
  const saidNo = counted.filter((slot) => slot.state === 'rejected');
  // The applicant himself was the only one, and his node skips him.
  if (counted.length === 0) return 'passed';
  switch (mode.kind) {
    case 'any':
    case 'claim':
      if (saidNo.length > 0) return 'rejected';
      return saidYes.length > 0 ? 'passed' : null;
    case 'all':
    case 'sequence':
      if (saidNo.length > 0) return 'rejected';
      return saidYes.length === counted.length ? 'passed' : null;
    case 'vote': {
      const { pass } = mode;
      const sum = (slots: readonly Slot[]) =>
        'count' in pass ? slots.length : slots.reduce((weight, slot) => weight + (slot.weight ?? 1), 0);
      const all = sum(counted);
      const asked =
        'percent' in pass ? Math.ceil((all * pass.percent) / 100) : 'count' in pass ? pass.count : pass.weight;
      const needed = Math.min(asked, all);
      if (sum(saidYes) >= needed) return 'passed';
      return all - sum(saidNo) < needed ? 'rejected' : null;
    }
  }
}

/** Groups of slots that this one's holder added at this place; slots taken away don't count. */
function groupsOf(adder: Slot, origin: 'before' | 'after', slots: readonly Slot[]): Slot[][] {
  const groups = new Map<number, Slot[]>();
  for (const slot of slots) {
    if (slot.added?.by !== adder.id || placeOf(slot) !== origin) continue;
    if (!isAsked(slot)) continue;
    groups.set(slot.added.group, [...(groups.get(slot.added.group) ?? []), slot]);
  }
  return [...groups.values()];
}

/** When a slot is asked, seen from who added it: who was delegated to comes before him. */
function placeOf(slot: Slot): Slot['origin'] {
  return slot.origin === 'delegate' ? 'before' : slot.origin;
}

function isGroupDone(group: readonly Slot[], slots: readonly Slot[]): boolean {
  const done = (slot: Slot) => isDone(slot, slots);
  return group[0]?.added?.needs === 'any' ? group.some(done) : group.every(done);
}

/** Answered (or not needing an answer), and so is everybody added after it. */
function isDone(slot: Slot, slots: readonly Slot[]): boolean {
  return !isPending(slot) && groupsOf(slot, 'after', slots).every((group) => isGroupDone(group, slots));
}

function isHeld(slot: Slot, slots: readonly Slot[]): boolean {
  return groupsOf(slot, 'before', slots).some((group) => !isGroupDone(group, slots));
}

/** In sequence: everybody before this vote's step is done. Who was added alongside shares the step of who added him. */
function isItsTurn(slot: Slot, votes: readonly Slot[], slots: readonly Slot[]): boolean {
  const own = stepOf(slot, votes);
  return votes.every((vote) => stepOf(vote, votes) >= own || isDone(vote, slots));
}

function stepOf(slot: Slot, votes: readonly Slot[]): number {
  const adder = slot.origin === 'alongside' ? votes.find((vote) => vote.id === slot.added?.by) : undefined;
  return adder ? stepOf(adder, votes) : votes.indexOf(slot);
}
