import { FieldFrame } from '#design/field-frame.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Stack } from '#design/stack.tsx';
import type { PartControl } from '#kernel/contract/part.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { words } from '../words.ts';

interface Visible {
  everybody: boolean;
  departmentIds: string[];
  personIds: string[];
}

/** Whom an application is open to: everybody, or departments with all below them, and people. */
export function VisibleInput({ value, onChange, id, ...control }: PartControl<Visible>) {
  const t = useWords(words);
  const { everybody, departmentIds, personIds } = value ?? { everybody: true, departmentIds: [], personIds: [] };
  const change = (next: Partial<Visible>) => onChange?.({ everybody, departmentIds, personIds, ...next });
  return (
    <Stack gap={2}>
      <RadioGroup
        {...control}
        id={id}
        label={t('app.visible')}
        value={everybody ? 'everybody' : 'some'}
        choices={[
          { value: 'everybody', label: t('app.visible.everybody') },
          { value: 'some', label: t('app.visible.some') },
        ]}
        onChange={(next) => change({ everybody: next === 'everybody' })}
      />
      {everybody ? null : (
        <>
          <FieldFrame id={`${id}-departments`} label={t('app.visible.departments')}>
            <Part
              of={departmentPicker}
              id={`${id}-departments`}
              value={departmentIds}
              onChange={(next) => change({ departmentIds: next ?? [] })}
            />
          </FieldFrame>
          <FieldFrame id={`${id}-people`} label={t('app.visible.people')}>
            <Part
              of={personPicker}
              id={`${id}-people`}
              value={personIds}
              onChange={(next) => change({ personIds: next ?? [] })}
            />
          </FieldFrame>
        </>
      )}
    </Stack>
  );
}
