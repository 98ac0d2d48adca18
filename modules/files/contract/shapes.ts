import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant } from '#kernel/contract/shapes.ts';

const sent = { purpose: 'communication', sensitivity: 'ordinary', retention: 'record', basis: 'hr-rules' } as const;

/** The thing of a module that a file is attached to; its kind is declared at `fileOwners`. */
export const fileOwnerName = z.object({
  module: z.string().min(1).max(40),
  kind: z.string().min(1).max(40),
  id: z.string().min(1).max(100),
});
export type FileOwnerName = z.infer<typeof fileOwnerName>;

/** A file as somebody who may read it sees it. */
export const fileRow = z.object({
  fileId: id(),
  name: z.string(),
  /** Bytes. */
  size: z.int(),
  mediaType: z.string(),
  /** How it can be shown here: image and pdf in the page, everything else is saved. */
  shows: z.enum(['image', 'pdf', 'nothing']),
  /** A small picture of it can be had by `readThumbnail`. */
  thumbnail: z.boolean(),
  /** Pixels, of images. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Every look at it is written down. */
  sensitive: z.boolean(),
  /** It can be looked at and not saved. */
  viewOnly: z.boolean(),
  /** What it is marked with (`fileLabels`); null: nobody said anything of it. */
  label: z.string().nullable(),
  /** null: a program. */
  uploadedBy: personal(id().nullable(), sent),
  uploadedAt: instant(),
  /** `remove`: nothing uses it yet, and it is the reader's own. `label`: it is the reader's own. */
  may: z.array(z.enum(['remove', 'label'])),
});
export type FileRow = z.infer<typeof fileRow>;

/** A file with what it holds: bytes, and their SHA-256 in hexadecimal. */
export const fileDigest = z.object({
  fileId: id(),
  name: z.string(),
  size: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
