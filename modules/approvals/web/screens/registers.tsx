import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listRegisters } from '../../contract/registers.ts';
import { RegisterSheet } from '../parts/register-sheet.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** 台账: one's own registers and those that others share. */
export function Registers() {
  const t = useWords(words);
  const spoken = useSpoken();
  const [, go] = useLocation();
  const read = useRead(listRegisters, {});
  const [making, setMaking] = useState(false);
  const make = (
    <Button kind="primary" icon="plus" onPress={() => setMaking(true)}>
      {t('register.new')}
    </Button>
  );
  return (
    <Page title={t('registers')} lead={t('registers.lead')} tools={read.data?.rows.length ? make : null}>
      <Loaded read={read} shape="rows" count={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="book" title={t('registers.none')} action={make}>
              {t('registers.none.body')}
            </Empty>
          ) : (
            <div className="gj-rows">
              {rows.map((row) => (
                <RowLink key={row.registerId} to={`/approvals/registers/${row.registerId}`}>
                  <ListRow
                    title={row.name}
                    line={
                      <span className="approvals-line">
                        {row.isProgress ? <Tag tone="accent">{t('register.progress')}</Tag> : null}
                        {row.isShared ? (
                          <Tag tone="neutral">
                            {row.may.length > 0 ? t('register.shared') : t('register.by', { name: row.owner.name })}
                          </Tag>
                        ) : null}
                        <span>{row.titles.map(spoken).join(' · ')}</span>
                      </span>
                    }
                  />
                </RowLink>
              ))}
            </div>
          )
        }
      </Loaded>
      {making ? (
        <RegisterSheet
          onClose={() => setMaking(false)}
          onSaved={(registerId) => go(`/approvals/registers/${registerId}`)}
        />
      ) : null}
    </Page>
  );
}
