import { useState } from 'react';
import { Checkbox } from '#design/checkbox.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { PeopleRule, TimeLimit, WorkingTime } from '../../contract/definition.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { PeopleRules } from './people-rules.tsx';

type Unit = 'workdays' | 'workingHours' | 'workingMinutes';

function unitOf(value: WorkingTime, chosen: Unit | undefined): Unit {
  if ('workdays' in value) return 'workdays';
  return value.workingMinutes % 60 === 0 && chosen !== 'workingMinutes' ? 'workingHours' : 'workingMinutes';
}

/** Working time as somebody says it: 2 个工作日, 4 个工作小时, 30 分钟. */
export function WorkingTimeInput(props: { id?: string; value: WorkingTime; onChange: (time: WorkingTime) => void }) {
  const t = useWords(words);
  const { value } = props;
  // 60 minutes stay minutes while somebody types them.
  const [chosen, setChosen] = useState<Unit>();
  const unit = unitOf(value, chosen);
  const amount =
    'workdays' in value ? value.workdays : unit === 'workingHours' ? value.workingMinutes / 60 : value.workingMinutes;
  const give = (next: number, as: Unit) =>
    props.onChange(
      as === 'workdays' ? { workdays: next } : { workingMinutes: as === 'workingHours' ? next * 60 : next },
    );
  return (
    <div className="flow-pair">
      <NumberInput
        {...(props.id === undefined ? {} : { id: props.id })}
        value={amount}
        least={1}
        most={1000}
        onChange={(next) => next !== undefined && give(next, unit)}
      />
      <Select
        value={unit}
        choices={(['workdays', 'workingHours', 'workingMinutes'] as const).map((one) => ({
          value: one,
          label: t(`flow.unit.${one}`),
        }))}
        onChange={(next) => {
          setChosen(next);
          if (next) give(amount, next);
        }}
      />
    </div>
  );
}

/** 限时: until when, what is done then, and reminders before. */
export function LimitFields(props: { limit: TimeLimit | undefined; onChange: (limit: TimeLimit | undefined) => void }) {
  const t = useWords(words);
  const { limit } = props;
  const change = (part: Partial<TimeLimit>) => {
    const { overdue, reminder, afterwards } = { afterwards: { kind: 'none' } as const, ...limit, ...part };
    props.onChange(
      overdue || reminder
        ? {
            afterwards: overdue ? afterwards : { kind: 'none' },
            ...(overdue && { overdue }),
            ...(reminder && { reminder }),
          }
        : undefined,
    );
  };
  const then = limit?.afterwards ?? { kind: 'none' as const };
  return (
    <>
      <Checkbox
        value={limit?.overdue !== undefined}
        onChange={(on) => change({ overdue: on ? { workdays: 2 } : undefined })}
      >
        {t('flow.limit.has')}
      </Checkbox>
      {limit?.overdue ? (
        <>
          <WorkingTimeInput value={limit.overdue} onChange={(overdue) => change({ overdue })} />
          <Labelled label={t('flow.limit.then')}>
            {(named) => (
              <Select
                {...named}
                value={then.kind}
                choices={(['none', 'pass', 'reject', 'transfer', 'escalate'] as const).map((value) => ({
                  value,
                  label: t(`flow.limit.then.${value}`),
                }))}
                onChange={(kind) => {
                  if (kind === 'transfer') change({ afterwards: { kind, to: { kind: 'processAdministrator' } } });
                  else if (kind) change({ afterwards: { kind } });
                }}
              />
            )}
          </Labelled>
          {then.kind === 'transfer' ? (
            <PeopleRules
              label={t('flow.limit.transferTo')}
              rules={[then.to]}
              without={['applicantChosen', 'previousChosen', 'applicant']}
              onChange={([to]) => to && change({ afterwards: { kind: 'transfer', to: to as PeopleRule } })}
            />
          ) : null}
        </>
      ) : null}
      <Checkbox
        value={limit?.reminder !== undefined}
        onChange={(on) => change({ reminder: on ? { after: { workdays: 1 }, times: 1 } : undefined })}
      >
        {t('flow.limit.remind')}
      </Checkbox>
      {limit?.reminder ? (
        <>
          <WorkingTimeInput
            value={limit.reminder.after}
            onChange={(after) => change({ reminder: { times: 1, ...limit.reminder, after } })}
          />
          <NumberInput
            value={limit.reminder.times}
            least={1}
            most={20}
            unit={t('flow.limit.times')}
            onChange={(times) =>
              times && limit.reminder && change({ reminder: { after: limit.reminder.after, times } })
            }
          />
        </>
      ) : null}
      <p className="gj-faint">{t('flow.limit.hint')}</p>
    </>
  );
}
