import encodeQR from 'qr';
import { useMemo } from 'react';

/** A text to be scanned, drawn as one path; `label` says what it leads to. Dark on white whatever the theme: cameras want it so. */
export function QrCode({ text, label, size }: { text: string; label: string; size: string }) {
  const { path, side } = useMemo(() => {
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
    const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: squares.join(''), side: rows.length };
  }, [text]);
  return (
    <svg
      className="gj-qr"
      viewBox={`0 0 ${side} ${side}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
