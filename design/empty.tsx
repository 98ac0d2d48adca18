import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** Says what would be here, and offers the first step. */
export function Empty(props: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="gj-empty">
      <Icon name={props.icon} size={32} />
      <p className="gj-empty-title">{props.title}</p>
      {props.children ? <div className="gj-second">{props.children}</div> : null}
      {props.action}
    </div>
  );
}
