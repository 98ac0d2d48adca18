/** The shape of what comes, so that nothing jumps when it does. */
export function Skeleton({ shape, count = 3 }: { shape: 'rows' | 'text' | 'control' | 'page'; count?: number }) {
  const lines = shape === 'control' ? 1 : shape === 'page' ? 6 : count;
  return (
    <div className={`gj-skeleton gj-skeleton-${shape}`} aria-hidden>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical shapes without any state
        <span key={at} />
      ))}
    </div>
  );
}
