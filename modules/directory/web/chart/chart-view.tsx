import { type ReactNode, useMemo, useState } from 'react';
import { SearchInput } from '#design/search-input.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChartDepartment } from '../../contract/chart.ts';
import { words } from '../words.ts';
import { ChartList } from './chart-list.tsx';
import { ChartSheet } from './chart-sheet.tsx';
import { useFolding } from './use-folding.ts';

/** So many finds are offered. */
const most = 8;

/** A chart to look at: search and jump over it, a sheet on desktop, an indented tree on phones. */
export function ChartView(props: {
  label: string;
  departments: readonly ChartDepartment[];
  tools?: ReactNode;
  onOpen: (id: string) => void;
  onMove?: (id: string, parentId: string) => void;
}) {
  const t = useWords(words);
  const phone = useIsPhone();
  const { departments } = props;
  const { isOpen, set } = useFolding(departments);
  const [current, setCurrent] = useState<string>();
  const [typed, setTyped] = useState('');
  const byId = useMemo(() => new Map(departments.map((one) => [one.id, one])), [departments]);
  const text = typed.trim().toLowerCase();
  const found =
    text === ''
      ? []
      : departments.filter(
          (one) =>
            one.name.toLowerCase().includes(text) || one.heads.some((head) => head.name.toLowerCase().includes(text)),
        );
  const pathOf = (id: string): ChartDepartment[] => {
    const one = byId.get(id);
    return one ? [...(one.parentId === null ? [] : pathOf(one.parentId)), one] : [];
  };
  const jump = (id: string) => {
    set(
      pathOf(id)
        .slice(0, -1)
        .map((one) => one.id),
      true,
    );
    setCurrent(id);
    setTyped('');
    if (phone) props.onOpen(id);
  };
  const shared = {
    label: props.label,
    departments,
    isOpen,
    onFold: (id: string, open: boolean) => set([id], open),
    onOpen: props.onOpen,
  };
  return (
    <div className="directory-chart-view" data-drafts={props.onMove ? '' : undefined}>
      <div className="directory-chart-bar">
        <div className="directory-jump">
          <SearchInput label={t('chart.find')} value={typed} onChange={setTyped} />
          {text === '' ? null : (
            <ul className="directory-finds" aria-label={t('chart.found')}>
              {found.slice(0, most).map((one) => (
                <li key={one.id}>
                  <button type="button" onClick={() => jump(one.id)}>
                    <span>{one.name}</span>
                    <span className="gj-second">
                      {pathOf(one.id)
                        .slice(0, -1)
                        .map((above) => above.name)
                        .join(' / ')}
                    </span>
                  </button>
                </li>
              ))}
              {found.length === 0 ? <li className="gj-second">{t('search.none', { text: typed.trim() })}</li> : null}
              {found.length > most ? (
                <li className="gj-second">{t('chart.moreFound', { count: found.length - most })}</li>
              ) : null}
            </ul>
          )}
        </div>
        {props.tools}
      </div>
      {phone ? (
        <ChartList {...shared} />
      ) : (
        <ChartSheet {...shared} current={current} onCurrent={setCurrent} onMove={props.onMove} />
      )}
    </div>
  );
}
