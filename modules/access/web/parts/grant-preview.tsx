import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { previewGrant } from '../../contract/grants.ts';
import { words } from '../words.ts';
import { WhatChanges } from './what-changes.tsx';

/** Before a grant: what will change, whether it takes two, and why it is asked for. */
export function GrantPreview(props: {
  change: CallInputOf<typeof previewGrant>['change'];
  reason: string;
  onReason: (reason: string) => void;
}) {
  const t = useWords(words);
  const read = useRead(previewGrant, { change: props.change });
  return (
    <Loaded read={read} shape="text">
      {({ how, people, changes }) => (
        <section className="access-preview">
          <h3>{t('grants.willChange')}</h3>
          <p className="gj-second">{t('grants.people', { count: people })}</p>
          <WhatChanges changes={changes} />
          {how === 'two' ? (
            <Note tone="accent" title={t('grants.two')}>
              {t('grants.twoBody')}
            </Note>
          ) : null}
          {how === 'alone' ? <Note tone="warn" title={t('grants.aloneNow')} /> : null}
          {how === 'atOnce' ? null : (
            <FieldFrame id="grant-reason" label={t('grants.reason')} required={false} hint={t('grants.reasonHint')}>
              <Input
                id="grant-reason"
                describedBy="grant-reason-told"
                value={props.reason}
                most={500}
                onChange={(next) => props.onReason(next ?? '')}
              />
            </FieldFrame>
          )}
        </section>
      )}
    </Loaded>
  );
}
