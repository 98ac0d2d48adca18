import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

interface Names {
  readonly zh: string;
  readonly en: string;
}

/** A role's name in both languages. */
export function RoleNameFields(props: {
  name: Names;
  onChange: (name: Names) => void;
  onBlur: () => void;
  problems: { readonly zh: string | undefined; readonly en: string | undefined };
}) {
  const t = useWords(words);
  const { name, problems } = props;
  const field = (language: 'zh' | 'en', label: string) => (
    <FieldFrame id={`role-${language}`} label={label} problem={problems[language]}>
      <Input
        id={`role-${language}`}
        value={name[language]}
        required
        invalid={problems[language] !== undefined}
        describedBy={`role-${language}-told`}
        onChange={(text) => props.onChange({ ...name, [language]: text ?? '' })}
        onBlur={props.onBlur}
      />
    </FieldFrame>
  );
  return (
    <>
      {field('zh', t('role.nameZh'))}
      {field('en', t('role.nameEn'))}
    </>
  );
}
