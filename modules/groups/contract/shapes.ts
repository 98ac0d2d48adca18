import { z } from 'zod';
import { day, id, instant, line } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { kindCode } from './group-kind.ts';

/** What a group is called in the pattern's `{name}`. */
export const ownName = () => line(30);
export const purpose = () => line(300);
export const reason = () => line(200);

/** `join`: should be in and isn't. `leave`: is in and shouldn't be. */
export const change = z.enum(['join', 'leave']);

/** What happened to a group, for its history; the facts are the words' placeholders. */
export const happening = z.enum([
  'created',
  'adopted',
  'renamed',
  'changed',
  'settingsChanged',
  'cameIn',
  'wentOut',
  'takenOut',
  'differs',
  'settled',
  'urged',
  'checked',
  'guestInvited',
  'guestEnded',
  'handOverBegun',
  'handOverAccepted',
  'handOverDeclined',
  'leaderChanged',
  'leaderless',
  'patrolled',
  'ended',
  'dissolutionAsked',
  'dissolved',
  'breach',
  'joinAsked',
  'joinAccepted',
  'joinDeclined',
]);
export type Happening = z.infer<typeof happening>;

/** What the rules of S2 find and no guard can prevent. Policy makes of it what its articles say. */
export const breach = z.enum(['differenceOpen', 'handOverOpen', 'dissolutionNotAsked']);
export type Breach = z.infer<typeof breach>;

/** Why a group has to be handed over, where not to do it is a breach. */
export const handOverCause = z.enum(['leaving', 'transfer']);
export type HandOverCause = z.infer<typeof handOverCause>;

export const groupState = z.enum(['active', 'dissolved']);

/** A group in a list. */
export const groupRow = z.object({
  conversationId: id(),
  name: z.string(),
  kind: kindCode(),
  kindTitle: z.object({ zh: z.string(), en: z.string() }),
  owner: z.string(),
  /** The first leader; null: none, which the register shows as a fault. */
  leader: personNamed.nullable(),
  members: z.int(),
  /** Those who should be in and aren't, or are in and shouldn't be. */
  difference: z.int(),
  lastAt: instant(),
  idle: z.boolean(),
  endsOn: day().nullable(),
  /** No rule acts on it before this day. */
  graceUntil: day().nullable(),
  state: groupState,
});
export type GroupRow = z.infer<typeof groupRow>;

export const memberRow = z.object({
  person: personNamed,
  role: z.enum(['leader', 'deputy', 'member', 'guest']),
  displayName: z.string(),
  /** Of a guest. */
  guest: z.object({ reason: z.string(), endsOn: day() }).nullable(),
});

/** Somebody who asks to be let in. */
export const joinAsk = z.object({ askId: id(), person: personNamed, reason: z.string(), at: instant() });

export const differenceRow = z.object({
  person: personNamed,
  change,
  /** Since when it stands open, where it waits for the leader. */
  since: instant().nullable(),
  dueAt: instant().nullable(),
  urgedAt: instant().nullable(),
});
