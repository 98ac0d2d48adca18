import type { ReactNode } from 'react';
import { Badge } from './badge.tsx';
import { Icon, type IconName } from './icon.tsx';

export interface PlaceLink {
  readonly key: string;
  readonly href: string;
  readonly word: string;
  readonly icon: IconName;
  readonly current: boolean;
  readonly count: number;
  readonly countWords: string;
}

/** One main place, as a real link. `picture` stands instead of the icon. */
export function Place({ place, picture }: { place: PlaceLink; picture?: ReactNode }) {
  return (
    <a className="gj-place" href={place.href} aria-current={place.current ? 'page' : undefined}>
      <span className="gj-place-icon">
        {picture ?? <Icon name={place.icon} size={22} />}
        <Badge count={place.count} label={place.countWords} />
      </span>
      <span>{place.word}</span>
    </a>
  );
}
