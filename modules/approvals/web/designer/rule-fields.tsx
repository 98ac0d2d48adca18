import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';
import { FormCondition } from './form-condition.tsx';
import { UNSET } from './new-node.ts';

/** A rule of a field: whether it is there, and the condition in plain words with its FEEL behind. */
export function RuleField(props: {
  title: string;
  hint: string;
  when: string | undefined;
  onChange: (when: string | undefined) => void;
}) {
  const t = useWords(words);
  const { when, onChange } = props;
  const [adding, setAdding] = useState(false);
  return (
    <section className="form-rule" aria-label={props.title}>
      <div className="form-rule-head">
        <h4>{props.title}</h4>
        {when === undefined && !adding ? (
          <Button
            kind="quiet"
            icon="plus"
            label={t('design.rule.add', { rule: props.title })}
            onPress={() => setAdding(true)}
          />
        ) : (
          <Button
            kind="quiet"
            icon="trash"
            label={t('design.rule.remove', { rule: props.title })}
            onPress={() => {
              setAdding(false);
              if (when !== undefined) onChange(undefined);
            }}
          />
        )}
      </div>
      {when === undefined && !adding ? (
        <p className="gj-second">{props.hint}</p>
      ) : (
        <FormCondition when={when ?? UNSET} onChange={onChange} />
      )}
    </section>
  );
}
