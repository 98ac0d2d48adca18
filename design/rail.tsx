import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import { Place, type PlaceLink } from './place.tsx';

/** The rail of the desktop: mark and search on top, the places, the person at the bottom. */
export function Rail(props: {
  label: string;
  name: string;
  top?: ReactNode;
  places: readonly PlaceLink[];
  bottom?: ReactNode;
}) {
  return (
    <nav className="gj-rail" aria-label={props.label}>
      <Mark label={props.name} size={30} />
      {props.top}
      {props.places.map((place) => (
        <Place key={place.key} place={place} />
      ))}
      <div className="gj-rail-bottom">{props.bottom}</div>
    </nav>
  );
}
