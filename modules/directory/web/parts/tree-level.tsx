import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Icon } from '#design/icon.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readTree } from '../../contract/departments.ts';
import type { DepartmentRow } from '../../contract/shapes.ts';
import { words } from '../words.ts';

/** The departments directly below one, or the top ones; each opens in place and is a link to its page. */
export function TreeLevel({ below, level, open }: { below: string | null; level: number; open: boolean }) {
  const read = useRead(readTree, { below });
  return (
    <Loaded read={read} shape="rows" count={2}>
      {({ departments }) => (
        <ul className="directory-tree">
          {departments.map((department) => (
            <Branch key={department.id} department={department} level={level} open={open && departments.length === 1} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function Branch({ department, level, open }: { department: DepartmentRow; level: number; open: boolean }) {
  const t = useWords(words);
  const [path] = useLocation();
  const [shown, setShown] = useState(open);
  const to = `/directory/departments/${department.id}`;
  return (
    <li>
      <div className="directory-branch" style={{ paddingInlineStart: level * 16 }}>
        {department.children > 0 ? (
          <button
            type="button"
            className="gj-icon-button"
            aria-expanded={shown}
            aria-label={t(shown ? 'tree.close' : 'tree.open', { name: department.name })}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'down' : 'next'} size={16} />
          </button>
        ) : (
          <span className="directory-leaf" />
        )}
        <Link
          className="directory-branch-link"
          href={to}
          state={{ fromInside: true }}
          aria-current={path === to ? 'page' : undefined}
        >
          <span>{department.name}</span>
          <span className="gj-faint gj-figure">{department.people}</span>
        </Link>
      </div>
      {shown ? <TreeLevel below={department.id} level={level + 1} open={false} /> : null}
    </li>
  );
}
