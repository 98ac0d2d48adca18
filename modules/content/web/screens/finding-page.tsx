import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { judgement } from '../../contract/finding.ts';
import { judgeFinding, readFinding } from '../../contract/operations.ts';
import { FoundPieces } from '../parts/found-pieces.tsx';
import { words } from '../words.ts';

/** One finding with its pieces, and the judgement of it. The look stands in the audit. */
export function FindingPage({ params }: ScreenProps) {
  return (
    <Loaded read={useRead(readFinding, { findingId: params.findingId ?? '' })} shape="page">
      {(finding) => <OneFinding finding={finding} />}
    </Loaded>
  );
}

function OneFinding({ finding }: { finding: OutputOf<typeof readFinding> }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const form = useForm(judgeFinding, {
    initial: { findingId: finding.findingId },
    onDone: () => tell(t('judged')),
  });
  return (
    <Page title={finding.ruleTitle[language]}>
      <Stack gap={4}>
        <Card>
          <FactList
            facts={[
              { name: t('sender'), value: finding.person.name },
              { name: t('at'), value: format.exact(finding.at) },
              { name: t('place'), value: t(`place.${finding.place}`) },
              { name: t('category'), value: t(`category.${finding.category}`) },
              {
                name: t('happened'),
                value: `${t(`made.${finding.outcome}`)}${finding.tries > 1 ? t('tries', { count: finding.tries }) : ''}`,
              },
              ...(finding.contestReason ? [{ name: t('contest.reason'), value: finding.contestReason }] : []),
              ...(finding.judgement
                ? [{ name: t('judgement'), value: `${t(`judgement.${finding.judgement}`)} · ${finding.note ?? ''}` }]
                : []),
              ...(finding.judgedBy ? [{ name: t('judgedBy'), value: finding.judgedBy.name }] : []),
            ]}
          />
        </Card>
        <Card title={t('pieces')}>
          {finding.pieces ? (
            <FoundPieces pieces={finding.pieces} label={t('pieces')} />
          ) : (
            <p className="gj-second">{t('pieces.erased')}</p>
          )}
          <p className="gj-second">{t('pieces.logged')}</p>
        </Card>
        {finding.may.includes('judge') ? (
          <Form form={form} send={t('judge')}>
            <Field form={form} name="judgement" label={t('judgement')}>
              {(control) => (
                <RadioGroup
                  {...control}
                  choices={judgement.options.map((value) => ({ value, label: t(`judgement.${value}`) }))}
                />
              )}
            </Field>
            <Field form={form} name="note" label={t('note')} hint={t('note.hint')}>
              {(control) => <TextArea {...control} most={200} />}
            </Field>
          </Form>
        ) : null}
      </Stack>
    </Page>
  );
}
