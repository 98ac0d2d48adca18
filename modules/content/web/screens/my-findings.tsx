import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { contestFinding, listMyFindings, readDisclosure } from '../../contract/operations.ts';
import { FoundPieces } from '../parts/found-pieces.tsx';
import { words } from '../words.ts';

/** What is checked in what one sends, what was found, and the way to say that it is wrong. */
export function MyFindings() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const disclosed = useRead(readDisclosure, {});
  const read = useReadPages(listMyFindings, {});
  const [contested, setContested] = useState<string>();
  return (
    <Page title={t('mine')}>
      <Stack gap={4}>
        <Card title={t('disclosure')}>
          <p className="gj-second">{t('disclosure.body')}</p>
          <Loaded read={disclosed} shape="rows">
            {({ rows }) =>
              rows.length === 0 ? (
                <p>{t('disclosure.none')}</p>
              ) : (
                <ul aria-label={t('disclosure')}>
                  {rows.map((row) => (
                    <li key={row.ruleId}>
                      {row.title[language]} · {t(`category.${row.category}`)} ·{' '}
                      {t(row.state === 'observe' ? 'state.observe.body' : `action.${row.action}.body`)}
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Card>
        <Card title={t('mine.found')}>
          <Loaded read={{ ...read, data: read.rows }} shape="rows">
            {(rows) =>
              rows.length === 0 ? (
                <p>{t('mine.none')}</p>
              ) : (
                <ul aria-label={t('mine.found')}>
                  {rows.map((row) => (
                    <li key={row.findingId}>
                      <Stack gap={2}>
                        <div>
                          <b>{row.ruleTitle[language]}</b> · {t(`place.${row.place}`)} · {t(`made.${row.outcome}`)}{' '}
                          <span className="gj-faint">{format.relative(row.at)}</span>
                        </div>
                        {row.pieces ? <FoundPieces pieces={row.pieces} label={t('pieces')} /> : null}
                        {row.judgement ? (
                          <div>
                            <Tag tone={row.judgement === 'confirmed' ? 'seal' : 'pass'}>
                              {t(`judgement.${row.judgement}`)}
                            </Tag>{' '}
                            {row.note}
                          </div>
                        ) : row.contestReason ? (
                          <div className="gj-second">{t('contested', { reason: row.contestReason })}</div>
                        ) : (
                          <div>
                            <Button onPress={() => setContested(row.findingId)}>{t('contest')}</Button>
                          </div>
                        )}
                      </Stack>
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
          <MoreRows of={read} />
        </Card>
      </Stack>
      {contested === undefined ? null : (
        <ContestSheet key={contested} findingId={contested} onClose={() => setContested(undefined)} />
      )}
    </Page>
  );
}

function ContestSheet({ findingId, onClose }: { findingId: string; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(contestFinding, { initial: { findingId }, onDone: onClose });
  return (
    <Sheet title={t('contest')} onClose={onClose}>
      <Form form={form} send={t('contest.send')}>
        <Field form={form} name="reason" label={t('contest.reason')}>
          {(control) => <TextArea {...control} most={200} />}
        </Field>
      </Form>
    </Sheet>
  );
}
