import { type Appearance, changeAppearance, useAppearance } from '#design/appearance.ts';
import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { useWords } from '../language/use-words.ts';

/** How this device shows things: for the page of one's own settings. In force at once. */
export function AppearanceSettings() {
  const t = useWords();
  const look = useAppearance();
  const group = <N extends 'theme' | 'type' | 'density'>(
    name: N,
    choices: readonly { value: Appearance[N]; label: string }[],
  ) => (
    <FieldFrame id={`look-${name}`} label={t(`look.${name}`)} group>
      <RadioGroup<Appearance[N]>
        id={`look-${name}`}
        name={name}
        label={t(`look.${name}`)}
        value={look[name]}
        choices={choices}
        onChange={(value) => value && changeAppearance({ [name]: value })}
      />
    </FieldFrame>
  );
  return (
    <div className="gj-form">
      {group('theme', [
        { value: 'system', label: t('look.system') },
        { value: 'light', label: t('look.light') },
        { value: 'dark', label: t('look.dark') },
      ])}
      {group('type', [
        { value: 'usual', label: t('look.usualType') },
        { value: 'large', label: t('look.largeType') },
      ])}
      {group('density', [
        { value: 'usual', label: t('look.usual') },
        { value: 'dense', label: t('look.dense') },
      ])}
      <Checkbox value={look.saveData} onChange={(saveData) => changeAppearance({ saveData: saveData ?? false })}>
        {t('look.saveData')}
      </Checkbox>
      <FieldFrame id="look-language" label={t('language')} group>
        <LanguageSwitch framed />
      </FieldFrame>
    </div>
  );
}
