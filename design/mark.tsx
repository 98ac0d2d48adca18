/** The mark: a circle drawn by a compass, standing in a square, one stroke weight. `size` in px. */
export function Mark({ size = 28, label }: { size?: number; label?: string }) {
  return (
    <svg
      className="gj-mark"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <rect x="3" y="3" width="26" height="26" />
      <circle cx="16" cy="18" r="8" />
      <path d="M20 7 L16 18 M20 7 L24 18" />
    </svg>
  );
}
