import type { ReactNode } from 'react';
import { Card } from '#design/card.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import type { Read } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** One area of the workbench: the first rows of a list, the way to all of them, a line where there are none. */
export function Rows<T>(props: {
  title: ReactNode;
  all: string;
  read: Read<readonly T[]>;
  none: ReactNode;
  row: (row: T) => ReactNode;
}) {
  const t = useWords(words);
  return (
    <div className="workbench-rows">
      <Card title={props.title} tools={<a href={props.all}>{t('seeAll')}</a>}>
        <Loaded read={props.read} shape="rows" count={2}>
          {(rows) =>
            rows.length === 0 ? <div className="workbench-none">{props.none}</div> : <ul>{rows.map(props.row)}</ul>
          }
        </Loaded>
      </Card>
    </div>
  );
}
