/** Strokes on a field of 600 × 200, as a line drawing. */
export function DrawnSignature({ strokes }: { strokes: readonly (readonly number[])[] }) {
  return (
    <svg viewBox="0 0 600 200" className="approvals-drawn" aria-hidden>
      {strokes.map((stroke, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only added at the end
        <polyline key={at} points={stroke.join(' ')} />
      ))}
    </svg>
  );
}
