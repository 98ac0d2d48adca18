import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Sheet } from '#design/sheet.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ArticleState } from '../../contract/rulebook.ts';
import { changeArticleState, fillArticleSettings, type readRulebook, releaseBrake } from '../../contract/rulebooks.ts';
import { words } from '../words.ts';

type Article = OutputOf<typeof readRulebook>['articles'][number];

/** Proposes the next state, which somebody else approves, or goes down at once. */
export function StateSheet(props: { article: Article; states: readonly ArticleState[]; onClose: () => void }) {
  const t = useWords(words);
  const { article, states, onClose } = props;
  const form = useForm(changeArticleState, { initial: { articleId: article.id }, onDone: onClose });
  return (
    <Sheet title={t('article.change')} onClose={onClose}>
      <Form form={form} send={t('article.send')}>
        <p className="gj-second">{t('article.changeBody')}</p>
        <Field form={form} name="to" label={t('article.to')}>
          {(control) => (
            <RadioGroup {...control} choices={states.map((value) => ({ value, label: t(`article.${value}`) }))} />
          )}
        </Field>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <Input {...control} most={300} />}
        </Field>
      </Form>
    </Sheet>
  );
}

/** What the source leaves open: the most a month, in points and, where amounts are on, in money. */
export function SettingsSheet({ article, onClose }: { article: Article; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(fillArticleSettings, {
    initial: {
      articleId: article.id,
      revision: article.revision,
      settings: { ...article.settings, period: article.settings.period ?? 'calendarMonth' },
    },
    onDone: onClose,
  });
  const settings = form.values.settings ?? article.settings;
  return (
    <Sheet title={t('settings')} onClose={onClose}>
      <Form form={form} send={t('settings.send')}>
        <p className="gj-second">{t('settings.body')}</p>
        <FieldFrame id="policy-cap-points" label={t('settings.capPoints')}>
          <NumberInput
            id="policy-cap-points"
            value={settings.capPoints ?? undefined}
            least={1}
            most={10_000}
            onChange={(value) => form.set('settings', { ...settings, capPoints: value ?? null })}
          />
        </FieldFrame>
        <FieldFrame id="policy-cap-yuan" label={t('settings.capYuan')} hint={t('settings.capYuanHint')}>
          <NumberInput
            id="policy-cap-yuan"
            value={settings.capFen === null ? undefined : settings.capFen / 100}
            least={1}
            most={1_000_000}
            onChange={(value) =>
              form.set('settings', { ...settings, capFen: value === undefined ? null : Math.round(value * 100) })
            }
          />
        </FieldFrame>
      </Form>
    </Sheet>
  );
}

/** Lets a stopped rule run again, once somebody knows why it found so many. */
export function ReleaseSheet({ article, onClose }: { article: Article; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(releaseBrake, { initial: { articleId: article.id }, onDone: onClose });
  return (
    <Sheet title={t('release')} onClose={onClose}>
      <Form form={form} send={t('release')}>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <Input {...control} most={300} />}
        </Field>
      </Form>
    </Sheet>
  );
}
