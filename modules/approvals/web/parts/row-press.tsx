import type { ReactNode } from 'react';

/** A row of a list on a phone that opens something beside it, and so is no link. */
export function RowPress({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="approvals-row-press" onClick={onPress}>
      {children}
    </button>
  );
}
