import { useSearch } from 'wouter';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { bothLanguages } from '../../contract/form-design.ts';
import { compareTemplate } from '../../contract/template-operations.ts';
import { emptyDesign } from '../empty-design.ts';
import { differencesOf, FlowPicture } from '../parts/flow-picture.tsx';
import { ChangesList } from '../parts/template/changes-list.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

const side = (text: string | null): number | 'draft' | 'program' =>
  text === 'draft' || text === 'program' ? text : Math.max(1, Number(text) || 1);

/** What differs between two versions of a template, or a version and the draft. */
export function CompareTemplate({ params }: ScreenProps) {
  const t = useWords(words);
  const spoken = useSpoken();
  const search = new URLSearchParams(useSearch());
  const [from, to] = [side(search.get('from')), side(search.get('to'))];
  const read = useRead(compareTemplate, { kind: params.kind ?? '', from, to });
  const called = (one: number | 'draft' | 'program') =>
    typeof one === 'number' ? t('template.versionNumber', { version: one }) : t(`template.side.${one}`);
  return (
    <Page width="full" title={t('template.compare')} lead={`${called(from)} → ${called(to)}`}>
      <Loaded read={read} shape="rows">
        {(compared) => (
          <>
            <Card title={spoken(bothLanguages(compared.to.settings.title))}>
              <ChangesList changes={compared.changes} most={1_000} />
            </Card>
            {compared.changes.some(({ part }) => part === 'flow') ? (
              <div className="approvals-sides">
                {(
                  [
                    [from, compared.from],
                    [to, compared.to],
                  ] as const
                ).map(([one, { definition, design }]) => (
                  <Card key={one} title={called(one)}>
                    <FlowPicture
                      definition={definition}
                      design={design ?? emptyDesign}
                      differences={differencesOf(compared.changes, definition)}
                    />
                  </Card>
                ))}
              </div>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}
