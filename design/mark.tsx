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
      <circle cx="16" cy="18.5" r="7.5" />
      <path d="M16 7.5 L16 18.5 M16 7.5 L22.5 14.75" />
      <circle cx="16" cy="7" r="0.5" />
    </svg>
  );
}
