import type { PushedEvent } from '../../contract/event.ts';

/** What a frame holds so far; whoever gets the same events stands on the same branch, and is sent the same bytes. */
export interface Branch {
  readonly number: number;
  /** Leads on by an event's text. */
  next(number: number, text: string): Branch;
  /** The frame; nothing where no event is in it. */
  frame(upTo: number): Buffer | undefined;
}

/** The text of an event in a frame. */
export const eventText = (event: PushedEvent): string => JSON.stringify(event);

/** An empty frame, from which all frames of one hand-out grow. Each different one is made once, however many get it. */
export function newBranch(texts: readonly string[] = [], number = -1): Branch {
  const branches = new Map<string, Branch>();
  let made: Buffer | undefined;
  return {
    number,
    next: (nextNumber, text) => {
      let branch = branches.get(text);
      if (!branch) {
        branch = newBranch([...texts, text], nextNumber);
        branches.set(text, branch);
      }
      return branch;
    },
    frame: (upTo) => {
      if (texts.length === 0) return undefined;
      made ??= Buffer.from(`{"type":"events","events":[${texts.join(',')}],"upTo":${upTo}}`);
      return made;
    },
  };
}
