import type { Tone } from '#design/tag.tsx';
import type { ComplaintRow } from '../contract/complaints.ts';

export const complaintTones = {
  received: 'accent',
  answered: 'warn',
  objected: 'accent',
  closed: 'pass',
} as const satisfies Record<ComplaintRow['state'], Tone>;
