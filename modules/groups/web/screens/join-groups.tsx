import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { askToJoin, listOpenGroups } from '../../contract/join-operations.ts';
import { GroupTabs } from '../parts/group-tabs.tsx';
import { words } from '../words.ts';
import '../groups.css';

type Row = OutputOf<typeof listOpenGroups>['rows'][number];

/** Groups that colleagues may ask to join. */
export function JoinGroups() {
  const t = useWords(words);
  const language = useLanguage();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Row>();
  const read = useReadPages(listOpenGroups, text.trim() ? { text: text.trim() } : {});
  return (
    <Page title={t('join')}>
      <GroupTabs current="join" />
      <Stack gap={3}>
        <SearchInput label={t('join.find')} value={text} onChange={(next) => setText(next ?? '')} />
        <Loaded read={{ ...read, data: read.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="people" title={t('join.none')}>
                {t('join.none.body')}
              </Empty>
            ) : (
              <Card>
                <ul aria-label={t('join')}>
                  {rows.map((row) => (
                    <li key={row.conversationId} className="groups-row">
                      <div>
                        <strong>{row.name}</strong>
                        <div>{row.purpose}</div>
                        <div className="gj-second">
                          {[
                            row.kindTitle[language],
                            row.leader ? t('led.by', { name: row.leader.name }) : null,
                            t('members.count', { count: row.members }),
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </div>
                      </div>
                      {row.asked ? (
                        <Tag tone="accent">{t('join.asked')}</Tag>
                      ) : (
                        <Button onPress={() => setAsked(row)}>{t('join.ask')}</Button>
                      )}
                    </li>
                  ))}
                </ul>
                <MoreRows of={read} />
              </Card>
            )
          }
        </Loaded>
      </Stack>
      {asked ? <AskSheet row={asked} onClose={() => setAsked(undefined)} /> : null}
    </Page>
  );
}

function AskSheet({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(askToJoin, {
    initial: { conversationId: row.conversationId },
    onDone: () => {
      onClose();
      tell(t('join.sent'));
    },
  });
  return (
    <Sheet title={t('join.which', { name: row.name })} onClose={onClose}>
      <p className="gj-second groups-hint">{t('join.hint')}</p>
      <Form form={form} send={t('join.ask')}>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <TextArea {...control} most={200} />}
        </Field>
      </Form>
    </Sheet>
  );
}
