import type { ReactNode } from 'react';

/** Things below or beside each other on the 4 px grid. `gap` in steps of it. */
export function Stack(props: { across?: boolean; gap?: 1 | 2 | 3 | 4 | 6; children: ReactNode }) {
  return (
    <div className={`gj-stack${props.across ? ' gj-across' : ''}`} style={{ gap: (props.gap ?? 3) * 4 }}>
      {props.children}
    </div>
  );
}
