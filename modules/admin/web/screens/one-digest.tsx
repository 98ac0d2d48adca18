import { Button } from '#design/button.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { markDigestSeen, readDigest } from '../../contract/supervision.ts';
import { words } from '../words.ts';
import '../admin.css';

/** Every administrative action of a digest's time, and the record that its reader has seen it. */
export function OneDigest({ params }: ScreenProps) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const digestId = params.digestId ?? '';
  const { data } = useRead(readDigest, { digestId });
  const read = useReadPages(readDigest, { digestId });
  const mark = useCommand(markDigestSeen);
  const seen = async () => {
    if (await mark.run({ digestId })) tell(t('supervision.nowSeen'));
  };
  return (
    <Page
      title={data ? t('supervision.digest', { name: data.administrator.name }) : t('supervision.title')}
      lead={data ? t('supervision.period', { from: format.exact(data.from), until: format.exact(data.until) }) : null}
    >
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.loading ? <Skeleton shape="rows" /> : null}
      {read.rows?.length === 0 ? <p className="gj-second">{t('supervision.quiet')}</p> : null}
      <ul className="gj-rows">
        {(read.rows ?? []).map((row) => (
          <li key={`${row.at} ${row.operation}`}>
            <ListRow
              title={row.summary[language]}
              line={[format.exact(row.at), ...row.objects.map(({ type, id, name }) => name ?? `${type} ${id}`)].join(
                ' · ',
              )}
              deciding={t(`supervision.${row.outcome}`)}
            />
          </li>
        ))}
      </ul>
      <MoreRows of={read} />
      {mark.failure ? <FailureNote failure={mark.failure} /> : null}
      {data?.seenAt ? (
        <p className="gj-second">{t('supervision.seenAt', { at: format.exact(data.seenAt) })}</p>
      ) : data ? (
        <div className="gj-actions">
          <Button kind="primary" busy={mark.running} onPress={() => void seen()}>
            {t('supervision.markSeen')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
