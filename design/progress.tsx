/** How far a long work is. `total` 0: not known yet. `words` say it, e.g. `120 / 500`. */
export function Progress({ done, total, words }: { done: number; total: number; words: string }) {
  const part = total > 0 ? Math.min(1, done / total) : undefined;
  return (
    <div className="gj-progress">
      <div
        role="progressbar"
        aria-valuetext={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part === undefined ? undefined : Math.round(part * 100)}
        data-unknown={part === undefined || undefined}
      >
        <span className="gj-progress-done" style={{ inlineSize: `${(part ?? 0.3) * 100}%` }} />
      </div>
      <span className="gj-second">{words}</span>
    </div>
  );
}
