import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listEmployers } from '../../contract/employers.ts';
import { createReorganisation, listReorganisations } from '../../contract/reorganisations.ts';
import { Labelled } from '../parts/labelled.tsx';
import { StateTag } from '../reorganisation/state-tag.tsx';
import { words } from '../words.ts';
import '../directory.css';

/** Reorganisations that are drafted, waiting or done; only for those who plan them. */
export function Reorganisations() {
  const t = useWords(words);
  const format = useFormat();
  const [, go] = useLocation();
  const adding = new URLSearchParams(useSearch()).has('new');
  const read = useReadPages(listReorganisations, { limit: 50 });
  return (
    <Page
      title={t('reorganisations')}
      lead={t('reorganisations.lead')}
      tools={
        <Button icon="plus" kind="primary" onPress={() => go('/structure/reorganisations?new')}>
          {t('reorganisation.new')}
        </Button>
      }
    >
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.rows?.length === 0 ? (
        <Empty icon="branch" title={t('reorganisations.none')}>
          {t('reorganisations.noneHint')}
        </Empty>
      ) : null}
      <ul className="gj-rows" aria-label={t('reorganisations')} aria-busy={read.loading}>
        {read.rows?.map((row) => (
          <li key={row.id}>
            <Link href={`/structure/reorganisations/${row.id}`} className="directory-branch-link">
              <span>
                <strong>{row.name}</strong> <StateTag state={row.state} />
                <br />
                <span className="gj-second">
                  {[
                    row.employer.name,
                    row.on ? t('reorganisation.onDay', { day: format.day(row.on) }) : t('reorganisation.noDay'),
                    t('reorganisation.steps', { count: row.steps }),
                    row.changedBy?.name,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <MoreRows of={read} />
      {adding ? <NewReorganisation onClose={() => go('/structure/reorganisations')} /> : null}
    </Page>
  );
}

function NewReorganisation({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<string>();
  const employerId = chosen ?? employers[0]?.id;
  const create = useCommand(createReorganisation);
  return (
    <Sheet
      title={t('reorganisation.new')}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          busy={create.running}
          disabled={name.trim() === '' || employerId === undefined}
          onPress={async () => {
            const made = employerId && (await create.run({ name, reason, employerId }));
            if (made) go(`/structure/reorganisations/${made.reorganisationId}`);
          }}
        >
          {t('reorganisation.begin')}
        </Button>
      }
    >
      <div className="gj-form">
        <Labelled label={t('reorganisation.name')} required>
          {(named) => <Input {...named} value={name} most={100} onChange={(value) => setName(value ?? '')} />}
        </Labelled>
        <Labelled label={t('employer')} required>
          {(named) => (
            <Select
              {...named}
              value={employerId}
              choices={employers.map((one) => ({ value: one.id, label: one.name }))}
              onChange={setChosen}
            />
          )}
        </Labelled>
        <Labelled label={t('reorganisation.reason')}>
          {(named) => <TextArea {...named} value={reason} onChange={(value) => setReason(value ?? '')} />}
        </Labelled>
        {create.failure ? <FailureNote failure={create.failure} kept /> : null}
      </div>
    </Sheet>
  );
}
