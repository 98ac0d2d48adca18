import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Progress } from '#design/progress.tsx';
import { Table } from '#design/table.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readDestruction } from '../../contract/destruction.ts';
import { DestructionSheet } from '../parts/destruction-sheet.tsx';
import { DestructionState } from '../parts/destruction-state.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type List = OutputOf<typeof readDestruction>;
type Item = List['items'][number];
type Open = { readonly what: 'approve' | 'withdraw' } | { readonly what: 'keep'; readonly item: Item };

const tones = { proposed: 'warn', kept: 'accent', stopped: 'seal', dropped: 'neutral', destroyed: 'pass' } as const;

/** A list of destruction: what is in it, who proposed and approved it, and what became of each request. */
export function DestructionList({ params }: ScreenProps) {
  const t = useWords(words);
  const spoken = useSpoken();
  const destructionId = params.destructionId ?? '';
  const read = useRead(readDestruction, { destructionId });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const list = read.data;
  const input = { destructionId, revision: list?.revision ?? 0 };
  return (
    <Page
      width="full"
      title={list ? `${t('destruction.list')} ${list.number}` : t('destruction.list')}
      tools={
        <>
          {list?.may.includes('withdraw') ? (
            <Button onPress={() => setOpen({ what: 'withdraw' })}>{t('destruction.do.withdraw')}</Button>
          ) : null}
          {list?.may.includes('approve') ? (
            <Button kind="danger" onPress={() => setOpen({ what: 'approve' })}>
              {t('destruction.do.approve')}
            </Button>
          ) : null}
        </>
      }
    >
      <Loaded read={read} shape="page">
        {(data) => (
          <div className="approvals-verify">
            {data.mayNot ? <Note tone="accent" icon="info" title={t(`destruction.mayNot.${data.mayNot}`)} /> : null}
            {data.state === 'running' ? (
              <Progress
                done={data.items.length - data.counts.proposed}
                total={data.items.length}
                words={t('destruction.progress', { done: data.counts.destroyed, total: data.items.length })}
              />
            ) : null}
            <Card>
              <Facts list={data} />
            </Card>
            <Items list={data} onKeep={(item) => setOpen({ what: 'keep', item })} />
          </div>
        )}
      </Loaded>
      {open?.what === 'keep' ? (
        <DestructionSheet
          what="keep"
          of={`${open.item.number} ${spoken(open.item.title)}`}
          input={{ requestId: open.item.requestId }}
          onClose={close}
        />
      ) : null}
      {open?.what === 'withdraw' || open?.what === 'approve' ? (
        <DestructionSheet what={open.what} of={list?.number ?? ''} input={input} onClose={close} />
      ) : null}
    </Page>
  );
}

function Facts({ list }: { list: List }) {
  const t = useWords(words);
  const format = useFormat();
  const { counts } = list;
  const who = (name: string, at: string) => `${name} · ${format.exact(at)}`;
  return (
    <FactList
      facts={[
        { name: t('destruction.state'), value: <DestructionState list={list} /> },
        { name: t('verify.employer'), value: list.employer.name },
        { name: t('reason'), value: list.reason },
        { name: t('destruction.proposedBy'), value: who(list.proposedBy.name, list.proposedAt) },
        ...(list.approvedBy && list.approvedAt
          ? [{ name: t('destruction.approvedBy'), value: who(list.approvedBy.name, list.approvedAt) }]
          : []),
        ...(list.finishedAt
          ? [
              { name: t('destruction.finishedAt'), value: format.exact(list.finishedAt) },
              { name: t('destruction.counts'), value: t('destruction.counts.value', { ...counts }) },
            ]
          : []),
        ...(list.digest
          ? [{ name: t('destruction.digest'), value: <code className="approvals-hash">{list.digest}</code> }]
          : []),
      ]}
    />
  );
}

function Items({ list, onKeep }: { list: List; onKeep: (item: Item) => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const became = (item: Item) => (
    <span className="approvals-line">
      <Tag tone={tones[item.state]}>{t(`destruction.item.${item.state}`)}</Tag>
      {item.keptReason ? (
        <span>{t('destruction.keptTo', { time: format.exact(item.keptTo ?? ''), reason: item.keptReason })}</span>
      ) : null}
      {item.stoppedBy ? <span>{t(`destruction.by.${item.stoppedBy}`)}</span> : null}
    </span>
  );
  const period = (item: Item) => t('destruction.years', { count: item.years });
  const keep = (item: Item) =>
    item.state === 'proposed' && list.may.includes('keep') ? (
      <Button label={`${t('destruction.do.keep')} ${item.number}`} onPress={() => onKeep(item)}>
        {t('destruction.do.keep')}
      </Button>
    ) : null;
  return (
    <Table
      label={t('destruction.list')}
      rows={list.items}
      rowKey={(item) => item.requestId}
      phoneRow={(item) => (
        <div className="approvals-draft">
          <ListRow title={`${item.number} ${spoken(item.title)}`} line={became(item)} />
          {keep(item)}
        </div>
      )}
      columns={[
        {
          key: 'number',
          title: t('destruction.number'),
          always: true,
          cell: (item) => item.number,
          sort: (item) => item.number,
        },
        {
          key: 'title',
          title: t('destruction.title'),
          cell: (item) => spoken(item.title),
          sort: (item) => spoken(item.title),
        },
        {
          key: 'ended',
          title: t('destruction.endedAt'),
          cell: (item) => format.exact(item.endedAt),
          sort: (item) => item.endedAt,
        },
        { key: 'years', title: t('destruction.period'), cell: period, sort: (item) => item.years },
        {
          key: 'until',
          title: t('destruction.keptUntil'),
          cell: (item) => format.exact(item.keptUntil),
          sort: (item) => item.keptUntil,
        },
        { key: 'state', title: t('destruction.state'), cell: became, sort: (item) => item.state },
        { key: 'keep', title: '', always: true, cell: keep },
      ]}
    />
  );
}
