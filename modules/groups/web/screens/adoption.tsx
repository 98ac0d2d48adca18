import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Empty } from '#design/empty.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { adoptGroup, listAdoptions, startAdoption } from '../../contract/operations.ts';
import { AdoptSheet } from '../parts/adopt-sheet.tsx';
import { GroupTabs } from '../parts/group-tabs.tsx';
import { words } from '../words.ts';
import '../groups.css';

type Row = OutputOf<typeof listAdoptions>['rows'][number];

/** Groups that exist already: a proposal for each, a day of grace, and what their owners have confirmed so far. */
export function Adoption() {
  const t = useWords(words);
  const [only, setOnly] = useState<'free' | 'proposed'>('free');
  const read = useReadPages(listAdoptions, { only });
  const form = useForm(startAdoption, {
    initial: { members: 10 },
    onDone: ({ proposed }) => {
      setOnly('proposed');
      tell(t('adoption.started', { count: proposed }));
    },
  });
  return (
    <Page title={t('adoption')}>
      <GroupTabs current="adoption" />
      <Stack gap={4}>
        <Card title={t('adoption.start')}>
          <p className="gj-second groups-hint">{t('adoption.hint')}</p>
          <Form form={form} send={t('adoption.start')}>
            <div className="groups-fields">
              <Field form={form} name="graceUntil" label={t('graceUntil')} hint={t('graceUntil.hint')}>
                {(control) => <DatePicker {...control} />}
              </Field>
              <Field form={form} name="members" label={t('adoption.members')}>
                {(control) => <NumberInput {...control} least={2} most={5000} />}
              </Field>
            </div>
          </Form>
        </Card>
        <RadioGroup
          label={t('only')}
          value={only}
          onChange={(next) => next && setOnly(next)}
          choices={[
            { value: 'free', label: t('adoption.free') },
            { value: 'proposed', label: t('adoption.proposed') },
          ]}
        />
        <Loaded read={{ ...read, data: read.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="people" title={t(`adoption.none.${only}`)} />
            ) : (
              <Card>
                <ul aria-label={t(`adoption.${only}`)}>
                  {rows.map((row) => (
                    <AdoptionRow key={row.conversationId} row={row} />
                  ))}
                </ul>
                <MoreRows of={read} />
              </Card>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}

function AdoptionRow({ row }: { row: Row }) {
  const t = useWords(words);
  const format = useFormat();
  const adopt = useCommand(adoptGroup);
  const [changing, setChanging] = useState(false);
  const { proposal } = row;
  return (
    <li className="groups-row">
      <div>
        <strong>{row.name}</strong>
        <div className="gj-second">
          {t('adoption.line', { owner: row.owner?.name ?? '', count: row.members, time: format.relative(row.lastAt) })}
        </div>
        {proposal ? (
          <div className="gj-second">
            {t('adoption.proposal', {
              name: proposal.name,
              leader: proposal.leader.name,
              day: format.day(proposal.graceUntil),
            })}
          </div>
        ) : null}
        {proposal?.overdue ? (
          <Tag tone="warn">{t('adoption.overdue', { day: format.day(proposal.graceUntil) })}</Tag>
        ) : null}
        {adopt.failure ? <FailureNote failure={adopt.failure} /> : null}
      </div>
      {proposal ? (
        <div className="gj-actions">
          <Button onPress={() => setChanging(true)}>{t('adopt.change')}</Button>
          <Button busy={adopt.running} onPress={() => void adopt.run({ conversationId: row.conversationId })}>
            {t('adopt')}
          </Button>
        </div>
      ) : null}
      {proposal && changing ? (
        <AdoptSheet
          adoption={{ conversationId: row.conversationId, name: row.name, proposal }}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </li>
  );
}
