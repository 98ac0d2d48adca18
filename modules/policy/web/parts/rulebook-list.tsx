import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { installRulebook, listRulebooks } from '../../contract/rulebooks.ts';
import { usePolicyWords } from '../use-policy-words.ts';

/** The rulebooks of one's employer, and for those who manage them the ones that can be installed. */
export function RulebookList() {
  const { t, say } = usePolicyWords();
  const { personId } = useViewer();
  const read = useRead(listRulebooks, {});
  const install = useCommand(installRulebook);
  return (
    <Loaded read={read} shape="rows">
      {({ rows, catalogue }) => (
        <Stack gap={4}>
          {rows.length === 0 ? (
            <Empty icon="book" title={t('empty.rulebooks')}>
              {t('empty.rulebooksBody')}
            </Empty>
          ) : (
            <ul className="policy-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <RowLink to={`/policy/rulebooks/${row.id}`}>
                    <ListRow
                      title={say(row.title)}
                      line={t('rulebook.line', {
                        employer: row.employer.name,
                        inForce: row.inForce,
                        articles: row.articles,
                      })}
                      deciding={
                        row.mine && row.adopted ? (
                          <Tag tone={row.acknowledged ? 'pass' : 'warn'}>
                            {t(row.acknowledged ? 'acknowledged' : 'toAcknowledge')}
                          </Tag>
                        ) : null
                      }
                    />
                  </RowLink>
                </li>
              ))}
            </ul>
          )}
          {catalogue
            .filter((pack) => pack.employers.length > 0)
            .map((pack) => (
              <Card key={pack.pack} title={t('catalogue.title', { title: say(pack.title) })}>
                <Stack gap={2}>
                  <p className="gj-second">{say(pack.source)}</p>
                  <p>{t('catalogue.body')}</p>
                  {install.failure ? <FailureNote failure={install.failure} /> : null}
                  <Stack across gap={2}>
                    {pack.employers.map((employer) => (
                      <Button
                        key={employer.id}
                        busy={install.running}
                        onPress={() =>
                          void install.run({ pack: pack.pack, employerId: employer.id, ownerId: personId })
                        }
                      >
                        {t('catalogue.install', { employer: employer.name })}
                      </Button>
                    ))}
                  </Stack>
                </Stack>
              </Card>
            ))}
        </Stack>
      )}
    </Loaded>
  );
}
