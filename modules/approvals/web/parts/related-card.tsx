import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Input } from '#design/input.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listRelated, relateRequest, unrelateRequest } from '../../contract/list-operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';
import { StatusTag } from './status-tag.tsx';

/** Requests that this one is related to; whoever may look at another may follow. */
export function RelatedCard({ requestId, mayRelate }: { requestId: string; mayRelate: boolean }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const rows = useRead(listRelated, { requestId }).data?.rows ?? [];
  const [typed, setTyped] = useState<string>();
  const relate = useCommand(relateRequest);
  const undo = useCommand(unrelateRequest);
  const failure = relate.failure ?? undo.failure;
  if (!mayRelate && rows.length === 0) return null;
  return (
    <Card title={t('related')}>
      {rows.length > 0 ? (
        <ul className="approvals-related" aria-label={t('related')}>
          {rows.map((row) => (
            <li key={row.number} className="approvals-related-line">
              {row.request ? (
                <>
                  <StatusTag status={row.request.status} />
                  <a href={`/requests/${row.request.requestId}`}>
                    {[spoken(row.request.title), spoken(row.request.summary), row.number].filter(Boolean).join(' · ')}
                  </a>
                </>
              ) : (
                <span className="gj-second">{t('related.hidden', { number: row.number })}</span>
              )}
              {row.own ? (
                <Button
                  kind="quiet"
                  icon="close"
                  label={t('related.undo', { number: row.number })}
                  busy={undo.running}
                  onPress={() => void undo.run({ requestId, number: row.number })}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {!mayRelate ? null : typed === undefined ? (
        <Button kind="quiet" icon="plus" onPress={() => setTyped('')}>
          {t('related.add')}
        </Button>
      ) : (
        <div className="gj-form">
          <Labelled label={t('related.number')}>
            {(named) => <Input {...named} value={typed} onChange={(next) => setTyped(next ?? '')} />}
          </Labelled>
          <div className="gj-actions">
            <Button onPress={() => setTyped(undefined)}>{t('batch.stop')}</Button>
            <Button
              kind="primary"
              busy={relate.running}
              disabled={typed.trim() === ''}
              onPress={() =>
                void relate.run({ requestId, number: typed.trim() }).then((done) => done && setTyped(undefined))
              }
            >
              {t('related.add')}
            </Button>
          </div>
        </div>
      )}
      {failure ? <FailureNote failure={failure} kept /> : null}
    </Card>
  );
}
