const escaped = (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A picture (WebP) with a text all over it, slanted, grey with a light edge, so that it stands on light and on dark. */
export async function watermarked(picture: Uint8Array, text: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const image = sharp(picture);
  const { width = 320, height = 320 } = await image.metadata();
  const size = Math.max(11, Math.round(Math.min(width, height) / 28));
  const across = Math.max(size * text.length * 0.75, 120);
  const pattern = `<pattern id="m" width="${across}" height="${size * 6}" patternUnits="userSpaceOnUse" patternTransform="rotate(-20)"><text x="0" y="${size * 3}" font-family="sans-serif" font-size="${size}" fill="#808080" fill-opacity="0.55" stroke="#ffffff" stroke-opacity="0.35" stroke-width="0.5">${escaped(text)}</text></pattern>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${pattern}</defs><rect width="${width}" height="${height}" fill="url(#m)"/></svg>`;
  return image
    .composite([{ input: Buffer.from(svg) }])
    .webp({ quality: 80 })
    .toBuffer();
}
