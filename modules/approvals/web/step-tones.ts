import type { Tone } from '#design/tag.tsx';
import type { Step } from './use-shown.ts';

/** How a step of a request is coloured. */
export const stepTones: Record<Step['state'], Tone> = {
  ahead: 'neutral',
  open: 'accent',
  passed: 'pass',
  rejected: 'seal',
  cancelled: 'neutral',
  copied: 'neutral',
};
