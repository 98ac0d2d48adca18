import { useFormat } from './use-format.ts';
import { useNow } from './use-now.ts';

/** A time told from now, the exact one on hover and for screen readers; it keeps up by the minute. Paper gets the exact one. */
export function When({ at, zone }: { at: string; zone?: string }) {
  const format = useFormat(zone);
  const now = useNow();
  return (
    <time dateTime={at} title={format.exact(at)}>
      <span className="gj-no-print">{format.relative(at, now)}</span>
      <span className="gj-print-only">{format.exact(at)}</span>
    </time>
  );
}
