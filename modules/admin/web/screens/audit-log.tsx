import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { exportAudit, listAudit, listAuditedOperations } from '../../contract/audit.ts';
import { words } from '../words.ts';
import '../admin.css';

const outcomes = ['done', 'refused', 'fault', 'looked'] as const;

/** The audit: who did what and when, by person, operation, outcome and days; the same as a file. */
export function AuditLog() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const [personId, setPersonId] = useState<string>();
  const [operation, setOperation] = useState<string>();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const asked = {
    ...(personId ? { personId } : {}),
    ...(operation ? { operation } : {}),
    ...(outcome ? { outcome } : {}),
    ...(from ? { from } : {}),
    ...(to ? { until: to } : {}),
  };
  const operations = useRead(listAuditedOperations, {});
  const read = useReadPages(listAudit, asked);
  const all = { value: '', label: t('audit.all') };
  return (
    <Page
      title={t('audit.title')}
      lead={t('audit.lead')}
      tools={
        <Button icon="download" href={fileUrl(exportAudit, { ...asked, language })}>
          {t('audit.export')}
        </Button>
      }
    >
      <div className="admin-filters">
        <FieldFrame id="audit-person" label={t('audit.person')}>
          <Part
            of={personPicker}
            id="audit-person"
            most={1}
            value={personId ? [personId] : []}
            onChange={(next) => setPersonId(next?.[0])}
          />
        </FieldFrame>
        <FieldFrame id="audit-operation" label={t('audit.operation')}>
          <Select
            id="audit-operation"
            searchable
            value={operation ?? ''}
            from={operations}
            choices={[
              all,
              ...(operations.data?.rows ?? []).map((row) => ({
                value: row.name,
                label: row.summary[language],
                search: row.name,
              })),
            ]}
            onChange={(next) => setOperation(next || undefined)}
          />
        </FieldFrame>
        <FieldFrame id="audit-outcome" label={t('audit.outcome')}>
          <Select
            id="audit-outcome"
            value={outcome ?? ''}
            choices={[all, ...outcomes.map((value) => ({ value, label: t(`audit.outcome.${value}`) }))]}
            onChange={(next) => setOutcome(outcomes.find((one) => one === next))}
          />
        </FieldFrame>
        <FieldFrame id="audit-from" label={t('audit.from')}>
          <DatePicker id="audit-from" value={from} onChange={setFrom} />
        </FieldFrame>
        <FieldFrame id="audit-to" label={t('audit.to')}>
          <DatePicker id="audit-to" value={to} onChange={setTo} />
        </FieldFrame>
      </div>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.loading ? <Skeleton shape="rows" /> : null}
      {read.rows?.length === 0 ? <Empty icon="eye" title={t('audit.none')} /> : null}
      <ul className="gj-rows">
        {(read.rows ?? []).map((row) => (
          <li key={row.id}>
            <ListRow
              title={row.summary[language]}
              line={[
                row.actor.name ?? `${t(`audit.actor.${row.actor.kind}`)} ${row.actor.id ?? ''}`.trim(),
                format.exact(row.at),
                ...row.objects.map(({ type, id, name }) => name ?? `${type} ${id}`),
              ].join(' · ')}
              deciding={row.outcome === 'done' ? null : t(`audit.outcome.${row.outcome}`)}
            />
          </li>
        ))}
      </ul>
      <MoreRows of={read} />
    </Page>
  );
}
