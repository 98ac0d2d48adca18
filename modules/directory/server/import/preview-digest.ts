import { createHash } from 'node:crypto';

/**
 * Ties a preview to what it was made from: the bytes of the file, the revision of the directory and the options. Applying compares it
 * with a fresh one and refuses when they differ. Carries its algorithm in front.
 */
export function previewDigest(
  bytes: Uint8Array,
  revision: string,
  options: Readonly<Record<string, unknown>> = {},
): string {
  const file = createHash('sha256').update(bytes).digest('hex');
  const chosen = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const whole = JSON.stringify(['people import', 1, file, revision, chosen]);
  return `sha256:${createHash('sha256').update(whole).digest('hex')}`;
}
