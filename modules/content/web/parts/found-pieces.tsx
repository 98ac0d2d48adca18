import type { Pieces } from '../../contract/finding.ts';
import '../content.css';

/** What was found, with the little that is kept around it. */
export function FoundPieces({ pieces, label }: { pieces: Pieces; label: string }) {
  return (
    <ul aria-label={label}>
      {pieces.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of a finding never changes
        <li key={at} className="content-piece" dir="auto">
          {one.before}
          <mark>{one.piece}</mark>
          {one.after}
        </li>
      ))}
    </ul>
  );
}
