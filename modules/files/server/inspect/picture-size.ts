import type { BlobStore } from '#kernel/server/blobs/blob-store.ts';

/** A picture with more pixels is kept as a file and not drawn here. */
export const mostPixels = 60_000_000;

/** Width and height of a stored picture in pixels, as it is held up; undefined where it can't be drawn here. Nothing is unpacked. */
export async function pictureSize(
  blobs: BlobStore,
  blob: string,
): Promise<{ width: number; height: number } | undefined> {
  // Only once there is a picture: it is large, and the start doesn't wait for it.
  const { default: sharp } = await import('sharp');
  const stream = await blobs.open(blob);
  if (!stream) return undefined;
  try {
    const picture = sharp({ limitInputPixels: mostPixels, pages: 1 }).timeout({ seconds: 10 });
    const { autoOrient } = await stream.pipe(picture).metadata();
    const { width, height } = autoOrient;
    return width * height <= mostPixels ? { width, height } : undefined;
  } catch {
    return undefined;
  } finally {
    stream.destroy();
  }
}
