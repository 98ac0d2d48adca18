import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Stack } from '#design/stack.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { type MembershipRule, personFacts } from '../../contract/membership-rule.ts';
import { previewRule } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Who belongs in a group, with how many that are now. */
export function RuleEditor({ rule, onChange }: { rule: MembershipRule; onChange: (rule: MembershipRule) => void }) {
  const t = useWords(words);
  const below = rule.departments.every((one) => one.below);
  const change = (part: Partial<MembershipRule>) => onChange({ ...rule, ...part });
  const preview = useRead(previewRule, { rule }, { keep: true });
  return (
    <Stack gap={2}>
      <Checkbox value={rule.everybody} onChange={(next) => change({ everybody: next ?? false })}>
        {t('rule.everybody')}
      </Checkbox>
      <FieldFrame id="rule-departments" label={t('rule.departments')} required={false}>
        <Part
          of={departmentPicker}
          id="rule-departments"
          value={rule.departments.map((one) => one.id)}
          onChange={(next) => change({ departments: (next ?? []).map((id) => ({ id, below })) })}
        />
      </FieldFrame>
      {rule.departments.length > 0 ? (
        <Stack across gap={4}>
          <Checkbox
            value={below}
            onChange={(next) =>
              change({ departments: rule.departments.map(({ id }) => ({ id, below: next ?? false })) })
            }
          >
            {t('rule.below')}
          </Checkbox>
          <Checkbox value={rule.headsOnly} onChange={(next) => change({ headsOnly: next ?? false })}>
            {t('rule.heads')}
          </Checkbox>
        </Stack>
      ) : null}
      <FieldFrame id="rule-people" label={t('rule.people')} required={false}>
        <Part
          of={personPicker}
          id="rule-people"
          value={rule.personIds}
          onChange={(next) => change({ personIds: next ?? [] })}
        />
      </FieldFrame>
      <FieldFrame
        id="rule-condition"
        label={t('rule.condition')}
        required={false}
        hint={t('rule.condition.hint', { names: Object.keys(personFacts).join(', ') })}
      >
        <Input
          id="rule-condition"
          value={rule.condition ?? ''}
          most={500}
          placeholder={'contains(jobTitle, "经理")'}
          onChange={(next) => change({ condition: next?.trim() ? next : null })}
        />
      </FieldFrame>
      {preview.failure ? (
        <FailureNote failure={preview.failure} />
      ) : preview.data ? (
        <p className="gj-second" aria-live="polite">
          {t('rule.preview', { count: preview.data.count })}
          {preview.data.sample.length > 0
            ? t('rule.sample', { names: preview.data.sample.slice(0, 5).map((one) => one.name) })
            : ''}
        </p>
      ) : null}
    </Stack>
  );
}
