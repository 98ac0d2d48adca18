import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { CallInputOf, OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { listKinds } from '#modules/groups/contract/operations.ts';
import { tryText } from '../../contract/operations.ts';
import { ContentTabs } from '../parts/content-tabs.tsx';
import { words } from '../words.ts';
import '../content.css';

type Tried = OutputOf<typeof tryText>;
const tones = { block: 'seal', warn: 'warn', record: 'accent', deliver: 'pass' } as const;

/** Tries a text: which rules it meets, by which piece, and what would happen. */
export function TextTester() {
  const t = useWords(words);
  const language = useLanguage();
  const kinds = useRead(listKinds, {});
  const [text, setText] = useState('');
  const [place, setPlace] = useState<'groups' | 'direct'>('groups');
  const [groupKind, setGroupKind] = useState('');
  const [personIds, setPersonIds] = useState<readonly string[]>([]);
  const [state, setState] = useState<{ busy?: boolean; tried?: Tried; text?: string; failure?: CallFailure }>({});
  const run = async () => {
    setState({ busy: true });
    const input: CallInputOf<typeof tryText> = {
      text,
      place,
      ...(place === 'groups' && groupKind !== '' ? { groupKind } : {}),
      ...(personIds[0] ? { personId: personIds[0] } : {}),
    };
    try {
      setState({ tried: await call(tryText, input), text });
    } catch (failure) {
      if (!(failure instanceof CallFailure)) throw failure;
      setState({ failure });
    }
  };
  const { tried } = state;
  return (
    <Page title={t('try')}>
      <ContentTabs current="try" />
      <Stack gap={4}>
        <Card>
          <FieldFrame id="try-text" label={t('try.text')} hint={t('try.hint')}>
            <TextArea id="try-text" value={text} rows={5} onChange={(next) => setText(next ?? '')} />
          </FieldFrame>
          <FieldFrame id="try-place" label={t('scope.places')} group>
            <RadioGroup
              label={t('scope.places')}
              value={place}
              onChange={(next) => next && setPlace(next)}
              choices={(['groups', 'direct'] as const).map((value) => ({ value, label: t(`places.${value}`) }))}
            />
          </FieldFrame>
          <div className="content-fields">
            {place === 'groups' ? (
              <FieldFrame id="try-kind" label={t('scope.groupKinds')} required={false}>
                <Select
                  id="try-kind"
                  value={groupKind}
                  onChange={(next) => setGroupKind(next ?? '')}
                  choices={[
                    { value: '', label: t('try.noKind') },
                    ...(kinds.data?.rows ?? []).map((row) => ({ value: row.code, label: row.kind.title[language] })),
                  ]}
                />
              </FieldFrame>
            ) : null}
            <FieldFrame id="try-person" label={t('try.person')} required={false}>
              <Part
                of={personPicker}
                id="try-person"
                most={1}
                value={personIds}
                onChange={(next) => setPersonIds(next ?? [])}
              />
            </FieldFrame>
          </div>
          <Button kind="primary" busy={state.busy ?? false} disabled={text === ''} onPress={() => void run()}>
            {t('try.run')}
          </Button>
        </Card>
        {state.failure ? <FailureNote failure={state.failure} /> : null}
        {tried ? (
          <Card title={t('try.result')}>
            <Stack gap={3}>
              <Note tone={tones[tried.outcome]} title={t(`outcome.${tried.outcome}`)} live />
              {tried.rows.map((row) => (
                <section key={row.ruleId}>
                  <Stack across gap={2}>
                    <a href={`/admin/content/rules/${row.ruleId}`}>{row.title[language]}</a>
                    <Tag>{t(`category.${row.category}`)}</Tag>
                    <Tag>{t(`action.${row.action}`)}</Tag>
                    <Tag tone={row.state === 'enforce' && row.inScope ? 'accent' : 'neutral'}>
                      {row.inScope ? t(`state.${row.state}`) : t('try.outOfScope')}
                    </Tag>
                  </Stack>
                  <Marked text={state.text ?? ''} spans={row.spans} />
                </section>
              ))}
            </Stack>
          </Card>
        ) : null}
      </Stack>
    </Page>
  );
}

/** Characters shown around a piece of a long text. */
const around = 30;

function Marked({ text, spans }: { text: string; spans: Tried['rows'][number]['spans'] }) {
  return (
    <ul>
      {spans.map(({ start, end, what }) => (
        <li key={`${start} ${end} ${what}`} className="content-piece" dir="auto">
          {text.slice(Math.max(0, start - around), start)}
          <mark>{text.slice(start, end)}</mark>
          {text.slice(end, end + around)}
        </li>
      ))}
    </ul>
  );
}
