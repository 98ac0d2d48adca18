import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { type Tone, toneIcon } from './tag.tsx';

export interface Moment {
  readonly key: string;
  readonly tone: Tone;
  readonly icon?: IconName;
  /** Who and what. */
  readonly title: ReactNode;
  /** When, or since when it waits. */
  readonly meta?: ReactNode;
  readonly children?: ReactNode;
  /** Where it stands now. */
  readonly current?: boolean;
}

/** What happened and what comes, from top to bottom: the path of a request, the life of a case. */
export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol className="gj-timeline" aria-label={label}>
      {moments.map((moment) => (
        <li key={moment.key} aria-current={moment.current ? 'step' : undefined}>
          <span className={`gj-dot gj-tone-${moment.tone}`}>
            <Icon name={moment.icon ?? (moment.tone === 'neutral' ? 'more' : toneIcon[moment.tone])} size={14} />
          </span>
          <div className="gj-moment">
            <div className="gj-moment-head">
              <span>{moment.title}</span>
              {moment.meta ? <span className="gj-second">{moment.meta}</span> : null}
            </div>
            {moment.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
