import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, instant, line, prose } from '#kernel/contract/shapes.ts';
import { classification } from '#modules/messaging/contract/labels/label.ts';

/** What a form must hold to be published, whatever else a company's own version of it asks. */
export const approvedText = z.object({
  sort: z.enum(['bulletin', 'notice', 'circular']),
  headline: line(100),
  body: prose(10_000).refine((text) => text.trim() !== ''),
  validUntil: day().optional(),
  /** Also of forms from before there were labels. */
  classification: classification.default('internal'),
});

const publishedBy = {
  purpose: 'communication',
  sensitivity: 'ordinary',
  retention: 'record',
  basis: 'hr-rules',
} as const;

/** A bulletin as a list shows it. Its id is that of the approval it was published under. */
export const bulletinRow = z.object({
  bulletinId: id(),
  sort: approvedText.shape.sort,
  headline: z.string(),
  classification,
  publishedAt: instant(),
  validUntil: day().nullable(),
  publisher: personal(z.object({ id: id(), name: z.string() }), publishedBy),
  /** Number of the approval. */
  number: z.string(),
  withdrawnAt: instant().nullable(),
  /** Whether the reader has opened it. */
  read: z.boolean(),
});
export type BulletinRow = z.infer<typeof bulletinRow>;
