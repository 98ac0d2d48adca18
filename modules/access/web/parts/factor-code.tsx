import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** A code of the second factor, once it is asked for. */
export function FactorCode(props: {
  hint?: string | undefined;
  value: string | undefined;
  onChange: (code: string | undefined) => void;
}) {
  const t = useWords(words);
  return (
    <FieldFrame id="factor-code" label={t('factor.code')} hint={props.hint} required>
      <Input
        id="factor-code"
        describedBy="factor-code-told"
        value={props.value ?? ''}
        autoComplete="one-time-code"
        autoFocus
        most={40}
        onChange={(code) => props.onChange(code || undefined)}
      />
    </FieldFrame>
  );
}
