const escaped = (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A text all over the page: above everything, through which everything is pressed, also in print. One background picture that
 * the browser repeats, so it costs nothing to scroll; a grey that stands on light and on dark paper.
 */
export function Watermark({ text }: { text: string }) {
  const width = Math.max(220, [...text].length * 14 + 60);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="150"><text x="50%" y="50%" text-anchor="middle" transform="rotate(-20 ${width / 2} 75)" font-family="sans-serif" font-size="14" fill="#808080" fill-opacity="0.22">${escaped(text)}</text></svg>`;
  return (
    <div
      className="gj-watermark"
      aria-hidden
      style={{ backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(picture)}")` }}
    />
  );
}
