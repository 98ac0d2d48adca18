import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { type Tone, toneIcon } from './tag.tsx';

/** A few sentences that must not be missed, in the place they are about. `live` reads a problem out at once. */
export function Note(props: {
  tone: Exclude<Tone, 'neutral'>;
  icon?: IconName;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
}) {
  return (
    <div className={`gj-note gj-tone-${props.tone}`} role={props.live ? 'alert' : undefined}>
      <Icon name={props.icon ?? toneIcon[props.tone]} size={18} />
      <div className="gj-note-body">
        <div className="gj-note-title">{props.title}</div>
        {props.children ? <div className="gj-second">{props.children}</div> : null}
      </div>
      {props.actions ? <div className="gj-actions">{props.actions}</div> : null}
    </div>
  );
}
