/** A count that wants to be seen (at most `99+`), with its words for screen readers. Nothing at zero. */
export function Badge({ count, label }: { count: number; label: string }) {
  if (count <= 0) return null;
  return (
    <span className="gj-badge">
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="gj-unseen">{label}</span>
    </span>
  );
}
