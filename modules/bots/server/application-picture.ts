import sharp from 'sharp';
import { refuse } from '#kernel/contract/failure.ts';
import { notAPicture } from '../contract/failures.ts';
import { mostPixels, readSentPicture } from './keep-picture.ts';

/** Twice the size at which it is shown, in pixels. */
const side = 96;

/** The picture of an application from what was sent: a small square PNG of ours. */
export async function applicationPicture(base64: string): Promise<Buffer> {
  const { bytes } = await readSentPicture(base64);
  return sharp(bytes, { limitInputPixels: mostPixels })
    .rotate()
    .resize(side, side, { fit: 'cover' })
    .png()
    .toBuffer()
    .catch(() => {
      throw refuse(notAPicture);
    });
}
