import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** Whether it is urgent, and why: the approvers are told by the urgent channels (W5). */
export interface Urgency {
  readonly [key: string]: unknown;
  readonly isUrgent: boolean;
  readonly why: string;
}

/** Asks for haste, with a reason that everybody who is asked reads. `isMissing`: it was sent without one. */
export function AskUrgent(props: {
  urgency: Urgency;
  onChange: (change: Partial<Urgency>) => void;
  isMissing: boolean;
}) {
  const t = useWords(words);
  const { isUrgent, why } = props.urgency;
  return (
    <div className="gj-form">
      <Checkbox value={isUrgent} onChange={(on) => props.onChange({ isUrgent: on === true })}>
        {t('urgent.ask')}
      </Checkbox>
      {isUrgent ? (
        <Labelled
          label={t('urgent.why')}
          hint={t('urgent.hint')}
          problem={props.isMissing && why.trim() === '' ? t('urgent.missing') : undefined}
        >
          {(named) => (
            <Input {...named} value={why} most={200} onChange={(next) => props.onChange({ why: next ?? '' })} />
          )}
        </Labelled>
      ) : null}
    </div>
  );
}
