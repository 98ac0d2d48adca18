import { useMemo } from 'react';
import { Icon } from '#design/icon.tsx';
import { VirtualList } from '#design/virtual-list.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChartDepartment } from '../../contract/chart.ts';
import { arrange } from '../../domain/chart/arrange.ts';
import { words } from '../words.ts';
import { ChartCard } from './chart-card.tsx';

/** The chart where there is no room for a sheet: an indented tree, of which only what is in sight is drawn. */
export function ChartList(props: {
  label: string;
  departments: readonly ChartDepartment[];
  isOpen: (id: string) => boolean;
  onFold: (id: string, open: boolean) => void;
  onOpen: (id: string) => void;
}) {
  const t = useWords(words);
  const { departments, isOpen } = props;
  const rows = useMemo(() => arrange(departments, isOpen), [departments, isOpen]);
  return (
    <div className="directory-chart-list">
      <VirtualList
        label={props.label}
        rows={rows}
        rowKey={(row) => row.department.id}
        rowHeight={84}
        row={({ department, level, children }) => (
          <div
            className="directory-list-card"
            style={{ marginInlineStart: Math.min(level, 6) * 16 }}
            data-mark={department.mark ?? undefined}
          >
            {children > 0 ? (
              <button
                type="button"
                className="gj-icon-button"
                aria-expanded={isOpen(department.id)}
                aria-label={t(isOpen(department.id) ? 'tree.close' : 'tree.open', { name: department.name })}
                onClick={() => props.onFold(department.id, !isOpen(department.id))}
              >
                <Icon name={isOpen(department.id) ? 'down' : 'next'} size={16} />
              </button>
            ) : (
              <span className="directory-leaf" />
            )}
            <button type="button" className="directory-list-open" onClick={() => props.onOpen(department.id)}>
              <ChartCard department={department} />
            </button>
          </div>
        )}
      />
    </div>
  );
}
