import type { CallInputOf } from '#kernel/contract/operation.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportChart } from '../../contract/chart.ts';

/** Longest side of a picture that every browser still draws. */
const longest = 12_000;

/**
 * Saves the chart as a PNG: the server's SVG, drawn with the fonts of this device. Large charts are drawn smaller; the SVG keeps
 * every detail. Throws where the picture can't be had.
 */
export async function savePicture(which: Omit<CallInputOf<typeof exportChart>, 'format'>, name: string): Promise<void> {
  const answer = await fetch(fileUrl(exportChart, { ...which, format: 'svg' }));
  if (!answer.ok) throw new Error(`no picture: ${answer.status}`);
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const scale = Math.min(2, longest / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!picture) throw new Error('no picture');
    const address = URL.createObjectURL(picture);
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name}.png`;
    link.click();
    URL.revokeObjectURL(address);
  } finally {
    URL.revokeObjectURL(source);
  }
}
