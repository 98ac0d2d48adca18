import { part } from './part.ts';
import type { Facts } from './words.ts';

interface FailureHelpProps {
  /** The failure's code, of any module. */
  readonly code: string;
  readonly facts: Facts;
}

/** A place below every refusal that a screen shows: what a module whose guard refused has to say about it, beyond its words. */
export const failureHelp = part<FailureHelpProps>('kernel.failureHelp');
