import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Icon } from '#design/icon.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { listKinds } from '../../contract/operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** What can be asked for. */
export function ChooseKind() {
  const t = useWords(words);
  const spoken = useSpoken();
  return (
    <Page title={t('new')}>
      <Loaded read={useRead(listKinds, {})} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="flow" title={t('kinds.none')}>
              {t('kinds.none.body')}
            </Empty>
          ) : (
            <Card>
              <ul className="approvals-kinds" aria-label={t('new')}>
                {rows.map((kind) => (
                  <li key={kind.kind}>
                    <a href={kind.startPath}>
                      <span>{spoken(kind.title)}</span>
                      <Icon name="next" size={16} />
                    </a>
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}
