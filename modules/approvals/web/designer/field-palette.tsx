import { type RefObject, useState } from 'react';
import { Icon } from '#design/icon.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { FieldKind } from '../../contract/form-design.ts';
import { words } from '../words.ts';
import { fieldGroups, fieldIcons } from './field-kinds.ts';
import type { Dragged } from './form-canvas.tsx';

/** The kinds of fields in their groups, found by typing; a press or dragging puts one in. */
export function FieldPalette(props: {
  /** Only what may be a column. */
  columns: boolean;
  dragged: RefObject<Dragged | undefined>;
  onChoose: (kind: FieldKind) => void;
}) {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const sought = typed.trim().toLowerCase();
  const groups = fieldGroups
    .map(({ key, kinds }) => ({
      key,
      kinds: kinds.filter(
        (kind) =>
          !(props.columns && (kind === 'table' || kind === 'note')) &&
          `${t(`design.kind.${kind}`)} ${t(`design.kind.${kind}.hint`)} ${kind}`.toLowerCase().includes(sought),
      ),
    }))
    .filter(({ kinds }) => kinds.length > 0);
  return (
    <div className="form-palette">
      <SearchInput label={t('design.palette.find')} value={typed} onChange={setTyped} />
      {groups.length === 0 ? <p className="gj-second">{t('design.palette.none')}</p> : null}
      {groups.map(({ key, kinds }) => (
        <section key={key} aria-labelledby={`palette-${key}`}>
          <h4 id={`palette-${key}`}>{t(`design.group.${key}`)}</h4>
          <ul>
            {kinds.map((kind) => (
              <li key={kind}>
                <button
                  type="button"
                  className="flow-choice"
                  draggable
                  title={t(`design.kind.${kind}.hint`)}
                  onClick={() => props.onChoose(kind)}
                  onDragStart={(event) => {
                    props.dragged.current = { kind };
                    event.dataTransfer.effectAllowed = 'copyMove';
                    event.dataTransfer.setData('text/plain', '');
                  }}
                  onDragEnd={() => {
                    props.dragged.current = undefined;
                  }}
                >
                  <Icon name={fieldIcons[kind]} size={18} />
                  {t(`design.kind.${kind}`)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
