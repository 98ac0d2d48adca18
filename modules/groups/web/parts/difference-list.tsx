import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { readGroup } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { UrgeSheet } from './urge-sheet.tsx';

type Row = OutputOf<typeof readGroup>['differences'][number];

/** Who should be in and isn't, or is in and shouldn't be; a leader urges from here. */
export function DifferenceList(props: { conversationId: string; rows: readonly Row[]; leads: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const [urged, setUrged] = useState<Row>();
  return (
    <>
      <ul aria-label={t('difference')}>
        {props.rows.map((row) => (
          <li key={`${row.change} ${row.person.id}`} className="groups-row">
            <Stack across gap={2}>
              <Tag tone={row.change === 'join' ? 'accent' : 'warn'}>{t(`change.${row.change}`)}</Tag>
              <span>{row.person.name}</span>
              <span className="gj-second">
                {row.urgedAt
                  ? t('urged.at', { time: format.relative(row.urgedAt) })
                  : row.dueAt
                    ? t('due.at', { time: format.exact(row.dueAt) })
                    : ''}
              </span>
            </Stack>
            {props.leads ? (
              <Button kind="quiet" onPress={() => setUrged(row)}>
                {t('urge')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {urged ? (
        <UrgeSheet
          conversationId={props.conversationId}
          person={urged.person}
          text={t(urged.change === 'join' ? 'urge.join' : 'urge.leave')}
          onClose={() => setUrged(undefined)}
        />
      ) : null}
    </>
  );
}
