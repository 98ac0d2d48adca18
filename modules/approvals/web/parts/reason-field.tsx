import { TextArea } from '#design/text-area.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** Why something is done, in at most 1,000 characters; must be filled in unless said otherwise. */
export function ReasonField(props: {
  value: string;
  onChange: (next: string) => void;
  /** “Reason” where left out. */
  label?: string;
  required?: boolean;
}) {
  const t = useWords(words);
  return (
    <Labelled label={props.label ?? t('reason')} required={props.required ?? true}>
      {(named) => (
        <TextArea {...named} value={props.value} most={1000} onChange={(next) => props.onChange(next ?? '')} />
      )}
    </Labelled>
  );
}
