import { Checkbox } from '#design/checkbox.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Definition } from '../../contract/definition.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { LimitFields } from './limit-fields.tsx';
import { OneOf } from './one-of.tsx';
import { PeopleRules } from './people-rules.tsx';
import { FieldPicker } from './pickers.tsx';
import { useSheet } from './sheet-context.ts';

/** What holds for the whole flow: repeated people, withdrawing, revoking, urging, copies at the end, the usual time limit. */
export function FlowSettings() {
  const t = useWords(words);
  const { flow, changeFlow } = useSheet();
  const change = (part: Partial<Definition>) => changeFlow({ ...flow, ...part });
  const copies = (when: 'approved' | 'decided') =>
    flow.copies.filter((copy) => copy.when === when).map((copy) => copy.to);
  const { limit: _limit, effectiveDateField: _field, ...rest } = flow;
  return (
    <>
      <OneOf
        label={t('flow.deduplicate')}
        word="deduplicate"
        value={flow.deduplicate}
        of={['never', 'consecutive', 'once']}
        onChange={(deduplicate) => change({ deduplicate })}
      />
      <OneOf
        label={t('flow.withdraw')}
        word="withdraw"
        value={flow.withdraw}
        of={['whileRunning', 'beforeFirstDecision', 'never']}
        onChange={(withdraw) => change({ withdraw })}
      />
      <Checkbox
        value={flow.revoke.kind === 'withinDays'}
        onChange={(on) => change({ revoke: on ? { kind: 'withinDays', days: 30 } : { kind: 'never' } })}
      >
        {t('flow.revoke')}
      </Checkbox>
      {flow.revoke.kind === 'withinDays' ? (
        <NumberInput
          value={flow.revoke.days}
          least={1}
          most={3_650}
          unit={t('flow.unit.days')}
          onChange={(days) => days && change({ revoke: { kind: 'withinDays', days } })}
        />
      ) : null}
      <Labelled label={t('flow.urge')} hint={t('flow.urge.hint')}>
        {(named) => (
          <NumberInput
            {...named}
            value={flow.urge.everyMinutes}
            least={1}
            most={10_000}
            unit={t('flow.unit.minutes')}
            onChange={(everyMinutes) => everyMinutes && change({ urge: { everyMinutes } })}
          />
        )}
      </Labelled>
      <h3>{t('flow.copies')}</h3>
      {(['approved', 'decided'] as const).map((when) => (
        <PeopleRules
          key={when}
          label={t(`flow.copies.${when}`)}
          rules={copies(when)}
          mayBeEmpty
          without={['previousChosen']}
          onChange={(rules) =>
            change({
              copies: [...flow.copies.filter((copy) => copy.when !== when), ...rules.map((to) => ({ when, to }))],
            })
          }
        />
      ))}
      <h3>{t('flow.limit.usual')}</h3>
      <LimitFields
        limit={flow.limit}
        onChange={(limit) =>
          changeFlow({
            ...rest,
            ...(flow.effectiveDateField !== undefined && { effectiveDateField: flow.effectiveDateField }),
            ...(limit && { limit }),
          })
        }
      />
      <h3>{t('flow.filing')}</h3>
      <Labelled label={t('flow.effective')} required={false} hint={t('flow.effective.hint')}>
        {(named) => (
          <FieldPicker
            {...named}
            kinds={['date', 'dateRange']}
            none={t('flow.effective.none')}
            value={flow.effectiveDateField}
            onChange={(effectiveDateField) =>
              changeFlow({
                ...rest,
                ...(flow.limit && { limit: flow.limit }),
                ...(effectiveDateField !== undefined && { effectiveDateField }),
              })
            }
          />
        )}
      </Labelled>
      <Checkbox
        value={flow.outcomeRequired}
        onChange={(outcomeRequired) => change({ outcomeRequired: outcomeRequired ?? false })}
      >
        {t('flow.outcome')}
      </Checkbox>
    </>
  );
}
