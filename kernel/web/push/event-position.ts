/** Up to which event what was read is true: the number of an event, in an epoch of the event log. */
export interface EventPosition {
  readonly epoch: string;
  readonly number: number;
}

let first: EventPosition | undefined;

/** Takes the `guiju-events` of an answer, as `number epoch`; the first one counts, since every reading after it knows more. */
export function noteEventPosition(header: string | null): void {
  const [number, epoch] = header?.split(' ') ?? [];
  if (first === undefined && number !== undefined && epoch) first = { number: Number(number), epoch };
}

/** Where push may go on from; undefined before the first answer. */
export const firstEventPosition = (): EventPosition | undefined => first;

/** Somebody signed out: what is read from now on is another's. */
export function forgetEventPosition(): void {
  first = undefined;
}
