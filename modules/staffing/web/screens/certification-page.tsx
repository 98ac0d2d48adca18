import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import {
  answerCertified,
  closeCertification,
  confirmDepartment,
  listCertified,
  readCertification,
  settleDifference,
} from '../../contract/clean-up.ts';
import { words } from '../words.ts';
import '../staffing.css';

type Person = OutputOf<typeof listCertified>['rows'][number];
type Certification = OutputOf<typeof readCertification>;

/** One certification: its departments, the people of the chosen one, and the differences. `?department=` stands in the address. */
export function CertificationPage({ params }: ScreenProps) {
  const t = useWords(words);
  const format = useFormat();
  const [, go] = useLocation();
  const departmentId = new URLSearchParams(useSearch()).get('department') ?? undefined;
  const certificationId = params.certificationId ?? '';
  const here = `/people/certifications/${certificationId}`;
  const read = useRead(readCertification, { certificationId });
  const close = useCommand(closeCertification);
  return (
    <Loaded read={read} shape="page">
      {(found) => (
        <Page
          title={t('certification.title', { employer: found.employer.name })}
          lead={t('certifications.line', {
            day: format.day(found.dueOn),
            confirmed: found.confirmed,
            departments: found.departments,
            differences: found.differences,
            settled: found.settled,
          })}
          tools={
            found.may.includes('manage') ? (
              <Button kind="primary" busy={close.running} onPress={() => void close.run({ certificationId })}>
                {t('certification.close')}
              </Button>
            ) : null
          }
        >
          {close.failure ? <FailureNote failure={close.failure} /> : null}
          <Card title={t('certification.departments')}>
            <ul aria-label={t('certification.departments')}>
              {found.rows.map((row) => (
                <li key={row.departmentId} className="staffing-row">
                  <div>
                    <strong>{row.name}</strong>{' '}
                    <span className="gj-second">{t('certification.people', { count: row.people })}</span>
                    {row.confirmedBy ? (
                      <div className="gj-second">{t('certification.by', { name: row.confirmedBy.name })}</div>
                    ) : null}
                  </div>
                  <div className="gj-actions staffing-actions">
                    <Tag tone={row.confirmedAt ? 'pass' : 'warn'}>
                      {t(row.confirmedAt ? 'certification.confirmed' : 'certification.open')}
                    </Tag>
                    <Button onPress={() => go(`${here}?department=${row.departmentId}`)}>
                      {t('certification.look')}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
          {departmentId ? (
            <Department key={departmentId} certification={found} departmentId={departmentId} />
          ) : (
            <Differences certification={found} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

function Department({ certification, departmentId }: { certification: Certification; departmentId: string }) {
  const t = useWords(words);
  const { certificationId } = certification;
  const read = useReadPages(listCertified, { certificationId, departmentId, limit: 100 });
  const confirm = useCommand(confirmDepartment);
  const department = certification.rows.find((row) => row.departmentId === departmentId);
  const open = certification.state === 'open';
  return (
    <Card
      title={department?.name ?? ''}
      tools={
        open && department?.confirmedAt === null ? (
          <Button
            kind="primary"
            busy={confirm.running}
            onPress={() => void confirm.run({ certificationId, departmentId })}
          >
            {t('certification.confirm')}
          </Button>
        ) : null
      }
    >
      {confirm.failure ? <FailureNote failure={confirm.failure} /> : null}
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) => (
          <ul aria-label={department?.name ?? ''}>
            {rows.map((row) => (
              <Certified key={row.person.id} row={row} certificationId={certificationId} open={open} />
            ))}
          </ul>
        )}
      </Loaded>
      <MoreRows of={read} />
    </Card>
  );
}

const lineOf = (row: Person) => [row.account, row.department, row.jobTitle, ...row.posts].filter(Boolean).join(' · ');

function Certified(props: { row: Person; certificationId: string; open: boolean }) {
  const t = useWords(words);
  const { row, certificationId, open } = props;
  const say = useCommand(answerCertified);
  return (
    <li className="staffing-row">
      <div>
        <strong>{row.person.name}</strong>
        <div className="gj-second">{lineOf(row)}</div>
        {say.failure ? <FailureNote failure={say.failure} /> : null}
      </div>
      {open ? (
        <RadioGroup
          label={t('certification.answer', { name: row.person.name })}
          value={row.answer ?? undefined}
          onChange={(answer) => answer && void say.run({ certificationId, personId: row.person.id, answer })}
          choices={(['right', 'gone', 'wrong'] as const).map((value) => ({
            value,
            label: t(`certification.${value}`),
          }))}
        />
      ) : row.answer ? (
        <Tag tone={row.answer === 'right' ? 'pass' : 'warn'}>{t(`certification.${row.answer}`)}</Tag>
      ) : null}
    </li>
  );
}

function Differences({ certification }: { certification: Certification }) {
  const t = useWords(words);
  const { certificationId } = certification;
  const read = useReadPages(listCertified, { certificationId, differences: true, limit: 100 });
  if (!read.rows || read.rows.length === 0) return null;
  return (
    <Card title={t('certification.differences')}>
      <ul aria-label={t('certification.differences')}>
        {read.rows.map((row) => (
          <Difference
            key={row.person.id}
            row={row}
            certificationId={certificationId}
            manage={certification.may.includes('manage')}
          />
        ))}
      </ul>
      <MoreRows of={read} />
    </Card>
  );
}

function Difference(props: { row: Person; certificationId: string; manage: boolean }) {
  const t = useWords(words);
  const { row, certificationId, manage } = props;
  const settle = useCommand(settleDifference);
  const [note, setNote] = useState('');
  const id = `settle-${row.person.id}`;
  return (
    <li className="staffing-row">
      <div>
        <strong>{row.person.name}</strong>{' '}
        {row.answer ? <Tag tone="warn">{t(`certification.${row.answer}`)}</Tag> : null}
        <div className="gj-second">{lineOf(row)}</div>
        {row.note ? <div>{row.note}</div> : null}
        {row.settledNote ? (
          <div className="gj-second">
            {t('certification.settled', { name: row.settledBy?.name ?? '', note: row.settledNote })}
          </div>
        ) : null}
        {settle.failure ? <FailureNote failure={settle.failure} /> : null}
      </div>
      {manage && row.settledNote === null ? (
        <div className="staffing-settle">
          <FieldFrame id={id} label={t('certification.note')} required={false}>
            <Input id={id} value={note} most={300} onChange={(text) => setNote(text ?? '')} />
          </FieldFrame>
          <div className="gj-actions">
            <Button href={`/directory/people/${row.person.id}`}>{t('certification.person')}</Button>
            <Button
              busy={settle.running}
              disabled={note.trim() === ''}
              onPress={() => void settle.run({ certificationId, personId: row.person.id, note: note.trim() })}
            >
              {t('certification.settle')}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}
