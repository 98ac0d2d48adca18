import { Place, type PlaceLink } from './place.tsx';

/** The tabs at the bottom of a phone. */
export function BottomTabs({ label, places }: { label: string; places: readonly PlaceLink[] }) {
  return (
    <nav className="gj-bottom-tabs" aria-label={label}>
      {places.map((place) => (
        <Place key={place.key} place={place} />
      ))}
    </nav>
  );
}
