import type { ReactNode } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { ListRow } from '#design/list-row.tsx';
import type { Face } from '../use-people.ts';

/** A person in a list of members or readers. */
export function PersonLine({ face, deciding }: { face: Face; deciding?: ReactNode }) {
  return (
    <ListRow lead={<Avatar name={face.ownName} photo={face.photo} size={32} />} title={face.name} deciding={deciding} />
  );
}
