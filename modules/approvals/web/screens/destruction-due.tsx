import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Table } from '#design/table.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listDueArchive } from '../../contract/destruction.ts';
import { DestructionSheet } from '../parts/destruction-sheet.tsx';
import { PeriodsSheet } from '../parts/periods-sheet.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Due = OutputOf<typeof listDueArchive>;
type Row = Due['rows'][number];
type Open =
  | { readonly what: 'propose' | 'hold' | 'periods' }
  | { readonly what: 'keep'; readonly row: Row }
  | { readonly what: 'release'; readonly hold: Due['holds'][number] };

/** 档案销毁: what is due is chosen into a list, kept longer, or held. */
export function DestructionDue() {
  const t = useWords(words);
  const spoken = useSpoken();
  const [, go] = useLocation();
  const [employerId, setEmployer] = useState<string>();
  const read = useRead(listDueArchive, employerId === undefined ? {} : { employerId });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const due = read.data;
  // What left the list meanwhile is no longer picked.
  const chosen = (due?.rows ?? []).filter((row) => picked.has(row.requestId)).map(({ requestId }) => requestId);
  return (
    <Page
      width="full"
      title={t('destruction')}
      lead={t('destruction.lead')}
      tools={
        <>
          <Button icon="list" href="/approvals/destruction/lists">
            {t('destruction.lists')}
          </Button>
          <Button icon="clock" onPress={() => setOpen({ what: 'periods' })}>
            {t('periods')}
          </Button>
          <Button icon="pause" onPress={() => setOpen({ what: 'hold' })}>
            {t('destruction.do.hold')}
          </Button>
          <Button kind="primary" disabled={chosen.length === 0} onPress={() => setOpen({ what: 'propose' })}>
            {t('destruction.propose', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <Loaded read={read} shape="rows">
        {(data) => (
          <>
            {data.employers.length > 1 ? (
              <Select
                id="destruction-employer"
                value={data.employer.id}
                choices={data.employers.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(next) => {
                  setPicked(new Set());
                  setEmployer(next);
                }}
              />
            ) : null}
            <DueTable data={data} picked={picked} onPick={setPicked} onKeep={(row) => setOpen({ what: 'keep', row })} />
            {data.holds.length > 0 ? (
              <Card title={t('destruction.holds')}>
                <ul className="gj-rows">
                  {data.holds.map((hold) => (
                    <li className="approvals-draft" key={hold.holdId}>
                      <Held hold={hold} />
                      {hold.forCase ? (
                        <Tag>{t('destruction.forCase')}</Tag>
                      ) : (
                        <Button onPress={() => setOpen({ what: 'release', hold })}>
                          {t('destruction.do.release')}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </Card>
            ) : null}
          </>
        )}
      </Loaded>
      {open?.what === 'propose' && due ? (
        <DestructionSheet
          what="propose"
          input={{ employerId: due.employer.id, requestIds: chosen }}
          onDone={(answer) => go(`/approvals/destruction/lists/${String(answer.destructionId)}`)}
          onClose={close}
        />
      ) : null}
      {open?.what === 'periods' && due ? <PeriodsSheet employerId={due.employer.id} onClose={close} /> : null}
      {open?.what === 'hold' ? <DestructionSheet what="hold" input={{}} onClose={close} /> : null}
      {open?.what === 'keep' ? (
        <DestructionSheet
          what="keep"
          of={`${open.row.number} ${spoken(open.row.title)}`}
          input={{ requestId: open.row.requestId }}
          onClose={close}
        />
      ) : null}
      {open?.what === 'release' ? (
        <DestructionSheet what="release" of={open.hold.number} input={{ holdId: open.hold.holdId }} onClose={close} />
      ) : null}
    </Page>
  );
}

function Held({ hold }: { hold: Due['holds'][number] }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  return (
    <ListRow
      title={`${hold.number} ${spoken(hold.title)}`}
      line={`${hold.reason} · ${hold.placedBy?.name ?? t('destruction.program')} · ${format.exact(hold.placedAt)}`}
    />
  );
}

function DueTable(props: {
  data: Due;
  picked: ReadonlySet<string>;
  onPick: (picked: ReadonlySet<string>) => void;
  onKeep: (row: Row) => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const { data, picked, onPick } = props;
  if (data.rows.length === 0) {
    return (
      <Empty icon="check" title={t('destruction.none')}>
        {t('destruction.none.body')}
      </Empty>
    );
  }
  const pickable = data.rows.filter(({ own }) => !own).map(({ requestId }) => requestId);
  const pick = (row: Row) =>
    row.own ? (
      <Tag>{t('destruction.own')}</Tag>
    ) : (
      <Checkbox
        value={picked.has(row.requestId)}
        heard={t('destruction.pick', { number: row.number })}
        onChange={(next) => {
          const now = new Set(picked);
          if (next) now.add(row.requestId);
          else now.delete(row.requestId);
          onPick(now);
        }}
      >
        {null}
      </Checkbox>
    );
  const keep = (row: Row) => (
    <Button label={`${t('destruction.do.keep')} ${row.number}`} onPress={() => props.onKeep(row)}>
      {t('destruction.do.keep')}
    </Button>
  );
  const period = (row: Row) => t('destruction.years', { count: row.years });
  return (
    <>
      <Checkbox
        value={pickable.length > 0 && pickable.every((one) => picked.has(one))}
        onChange={(next) => onPick(new Set(next ? pickable : []))}
      >
        {t('destruction.pickAll', { count: pickable.length })}
      </Checkbox>
      {data.more ? <p className="gj-second">{t('destruction.more', { count: data.rows.length })}</p> : null}
      <Table
        label={t('destruction')}
        rows={data.rows}
        rowKey={(row) => row.requestId}
        phoneRow={(row) => (
          <div className="approvals-picked">
            {pick(row)}
            <ListRow
              title={`${row.number} ${spoken(row.title)}`}
              line={`${t('destruction.keptUntil')} ${format.exact(row.keptUntil)} · ${period(row)}`}
            />
            {keep(row)}
          </div>
        )}
        columns={[
          { key: 'pick', title: '', always: true, width: 64, cell: pick },
          {
            key: 'number',
            title: t('destruction.number'),
            always: true,
            cell: (row) => row.number,
            sort: (row) => row.number,
          },
          {
            key: 'title',
            title: t('destruction.title'),
            cell: (row) => spoken(row.title),
            sort: (row) => spoken(row.title),
          },
          {
            key: 'ended',
            title: t('destruction.endedAt'),
            cell: (row) => format.exact(row.endedAt),
            sort: (row) => row.endedAt,
          },
          { key: 'years', title: t('destruction.period'), cell: period, sort: (row) => row.years },
          {
            key: 'until',
            title: t('destruction.keptUntil'),
            cell: (row) => format.exact(row.keptUntil),
            sort: (row) => row.keptUntil,
          },
          { key: 'keep', title: '', always: true, cell: keep },
        ]}
      />
    </>
  );
}
