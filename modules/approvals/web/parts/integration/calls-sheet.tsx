import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listIntegrationCalls } from '../../../contract/call-operations.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';
import { CallState } from '../call-state.tsx';
import type { Integration } from './integration.ts';

/** What was sent to a system, newest first, with the request that it came from, where it can be made again. */
export function CallsSheet(props: {
  integration: Integration;
  onWake: (requestId: string, visit: number) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { integrationId, name } = props.integration;
  const [failed, setFailed] = useState(false);
  const list = useReadPages(listIntegrationCalls, { integrationId, limit: 50, failed });
  return (
    <Sheet title={t('integration.calls.of', { name })} onClose={props.onClose}>
      <div className="gj-form">
        <Checkbox value={failed} onChange={(on) => setFailed(on === true)}>
          {t('integration.calls.failed')}
        </Checkbox>
        <Loaded read={{ ...list, data: list.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="forward" title={t('integration.calls.none')} />
            ) : (
              <ul className="approvals-versions" aria-label={t('integration.calls')}>
                {rows.map((row) => {
                  const { request } = row;
                  return (
                    <li key={row.callId}>
                      <div className="approvals-line">
                        {request ? (
                          <a href={`/requests/${request.requestId}`}>
                            {spoken(request.title)} · {request.number}
                          </a>
                        ) : (
                          <strong>{t('call.test')}</strong>
                        )}
                        <span className="gj-faint">
                          <When at={row.madeAt} />
                        </span>
                        {request && row.mayWake ? (
                          <Button
                            kind="quiet"
                            icon="refresh"
                            onPress={() => props.onWake(request.requestId, request.visit)}
                          >
                            {t('calls.retry')}
                          </Button>
                        ) : null}
                      </div>
                      <div>
                        <CallState call={row} />
                      </div>
                    </li>
                  );
                })}
              </ul>
            )
          }
        </Loaded>
        <MoreRows of={list} />
      </div>
    </Sheet>
  );
}
