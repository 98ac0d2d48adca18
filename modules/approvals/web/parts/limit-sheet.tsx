import { Checkbox } from '#design/checkbox.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { limitPeriod } from '../../contract/authority-limit.ts';
import { setAuthorityLimit } from '../../contract/limit-operations.ts';
import { listKinds } from '../../contract/operations.ts';
import { PostPicker, RolePicker } from '../designer/pickers.tsx';
import { useDraft } from '../use-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

const initial = {
  employerId: '',
  holderKind: 'post' as 'post' | 'role' | 'person',
  holder: '',
  kind: '',
  /** In yuan, as it is typed. */
  most: undefined as number | undefined,
  unlimited: false,
  period: 'single' as (typeof limitPeriod.options)[number],
};

/** Sets how much a post, a role or a person may decide; the same again replaces it. */
export function LimitSheet(props: {
  employers: readonly { readonly id: string; readonly name: string }[];
  onClose: () => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const from = useRead(listKinds, {});
  const kinds = from.data?.rows ?? [];
  const { run, running, failure } = useCommand(setAuthorityLimit);
  const draft = useDraft('approvals.limit', initial);
  const { holderKind, holder, kind, most, unlimited, period } = draft.values;
  const employerId = draft.values.employerId || (props.employers[0]?.id ?? '');
  const send = async () => {
    const done = await run({
      employerId,
      holderKind,
      holder,
      kind: kind || null,
      most: unlimited || most === undefined ? null : Math.round(most * 100),
      period,
    });
    if (!done) return;
    draft.forget();
    props.onClose();
    tell(t('told.limitSet'));
  };
  return (
    <ActionSheet
      title={t('limit.new')}
      send={t('limit.send')}
      busy={running}
      ready={holder !== '' && employerId !== '' && (unlimited || most !== undefined)}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t('limit.hint')}</p>
      {props.employers.length > 1 ? (
        <Labelled label={t('limit.employer')}>
          {(named) => (
            <Select
              {...named}
              value={employerId}
              choices={props.employers.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(next) => draft.set({ employerId: next ?? '' })}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled label={t('limit.holderKind')} group>
        {(named) => (
          <RadioGroup
            {...named}
            value={holderKind}
            choices={(['post', 'role', 'person'] as const).map((value) => ({ value, label: t(`limit.of.${value}`) }))}
            onChange={(next) => draft.set({ holderKind: next ?? 'post', holder: '' })}
          />
        )}
      </Labelled>
      <Labelled label={t('limit.holder')}>
        {(named) => {
          const chosen = holder === '' ? undefined : holder;
          const choose = (next: string | undefined) => draft.set({ holder: next ?? '' });
          if (holderKind === 'post') return <PostPicker {...named} value={chosen} onChange={choose} />;
          if (holderKind === 'role') return <RolePicker {...named} value={chosen} onChange={choose} />;
          return (
            <Part
              of={personPicker}
              {...named}
              most={1}
              value={chosen ? [chosen] : []}
              onChange={(next) => choose(next?.[0])}
            />
          );
        }}
      </Labelled>
      <Labelled label={t('limit.kind')} required={false}>
        {(named) => (
          <Select
            {...named}
            value={kind}
            from={from}
            choices={[
              { value: '', label: t('limit.allKinds') },
              ...kinds.map((one) => ({ value: one.kind, label: spoken(one.title) })),
            ]}
            onChange={(next) => draft.set({ kind: next ?? '' })}
          />
        )}
      </Labelled>
      <Labelled label={t('limit.mostYuan')} required={!unlimited}>
        {(named) => (
          <NumberInput
            {...named}
            least={0}
            decimals={2}
            disabled={unlimited}
            value={most}
            onChange={(next) => draft.set({ most: next })}
          />
        )}
      </Labelled>
      <Checkbox value={unlimited} onChange={(next) => draft.set({ unlimited: next ?? false })}>
        {t('limit.none')}
      </Checkbox>
      <Labelled label={t('limit.period')} hint={t('limit.period.hint')}>
        {(named) => (
          <Select
            {...named}
            value={period}
            choices={limitPeriod.options.map((value) => ({ value, label: t(`limit.period.${value}`) }))}
            onChange={(next) => draft.set({ period: next ?? 'single' })}
          />
        )}
      </Labelled>
    </ActionSheet>
  );
}
