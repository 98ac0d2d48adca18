const side = 256;
const mostPixels = 60_000_000;
const formats = new Set(['jpeg', 'png', 'webp']);

/**
 * A picture as a square WebP of 256 pixels, turned the way it was taken, without any of the camera's data (where, when, with
 * what). Undefined for bytes that aren't a picture of a known format, or unpack to more than can be meant.
 */
export async function squarePhoto(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  // Only once there is a picture: it is large, and the start doesn't wait for it.
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).timeout({ seconds: 10 });
    const { format, width, height } = await picture.metadata();
    if (!formats.has(format ?? '') || width > 10_000 || height > 10_000) return undefined;
    return await picture
      .autoOrient()
      .resize(side, side, { fit: 'cover', position: 'attention' })
      .webp({ quality: 82 })
      .toBuffer();
  } catch {
    return undefined;
  }
}
