import { Readable } from 'node:stream';
import type { BlobStore } from '#kernel/server/blobs/blob-store.ts';
import { mostPixels } from './picture-size.ts';

/** Where they are shown: in lists and messages, and alone on a screen. The sweep of blobs knows the words too. */
const made = { small: { word: 'thumb', side: 320 }, large: { word: 'large', side: 1600 } } as const;
export type ThumbnailSize = keyof typeof made;

/**
 * A smaller WebP of a stored picture, turned the way it was taken and without any of the camera's data (where, when, with
 * what). It is made when first asked for and kept beside the picture. Undefined where the picture can't be drawn.
 */
export async function thumbnailOf(
  blobs: BlobStore,
  blob: string,
  size: ThumbnailSize,
): Promise<Uint8Array | undefined> {
  const { word, side } = made[size];
  const id = `${blob}.${word}`;
  const kept = await blobs.get(id);
  if (kept) return kept;
  // Only once there is a picture: it is large, and the start doesn't wait for it.
  const { default: sharp } = await import('sharp');
  const stream = await blobs.open(blob);
  if (!stream) return undefined;
  try {
    const picture = sharp({ limitInputPixels: mostPixels, pages: 1 }).timeout({ seconds: 10 });
    const small = stream
      .pipe(picture)
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 });
    const bytes = await small.toBuffer();
    // Somebody else may be writing the same one; it is made anew where it can't be kept.
    await blobs.write(id, Readable.from([bytes])).catch(() => undefined);
    return bytes;
  } catch {
    return undefined;
  } finally {
    stream.destroy();
  }
}
