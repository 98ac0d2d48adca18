import { memo } from 'react';
import { useDesignWords } from '#design/design-words.ts';
import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type DesignField } from '../../contract/form-design.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { fieldIcons } from './field-kinds.ts';
import { FieldLikeness } from './field-likeness.tsx';
import { Problems } from './flow-cards.tsx';
import { pathOf } from './form-tree.ts';

/** What a card shows beside its field. Everything that is done with cards is heard on the canvas, by `data-field`. */
interface CardProps {
  readonly path: string;
  /** The card, or the column of it, whose properties are open. */
  readonly selected: string | undefined;
  /** Where Tab comes to. */
  readonly focus: string | undefined;
  /** How many problems are told at a path. */
  readonly problems: ReadonlyMap<string, number>;
  readonly readOnly: boolean;
}

/** A field on the canvas; a table with its columns in it. Drawn anew only when something of its own changed. */
export const FieldCard = memo(function FieldCard({ field, ...card }: CardProps & { field: DesignField }) {
  const t = useWords(words);
  const { path, selected, readOnly } = card;
  return (
    <li
      className={`form-item approvals-width-${field.kind === 'table' ? 'full' : field.width}`}
      data-field={path}
      data-selected={selected === path || undefined}
      data-kind={field.kind}
      draggable={!readOnly}
    >
      <CardHead field={field} {...card} />
      {field.kind === 'table' ? (
        <>
          <ol className="form-columns">
            {field.columns.map((column) => {
              const at = pathOf(path, column.name);
              return (
                <li
                  key={column.name}
                  className="form-column"
                  data-field={at}
                  data-selected={selected === at || undefined}
                  draggable={!readOnly}
                >
                  <CardHead field={column} {...card} path={at} />
                </li>
              );
            })}
          </ol>
          {readOnly ? null : (
            <button type="button" className="form-add-column" data-add-column={path} tabIndex={-1}>
              <Icon name="plus" size={14} /> {t('design.column.add')}
            </button>
          )}
        </>
      ) : null}
    </li>
  );
}, isSame);

/** Of what is the same for all cards, only what concerns this one counts. */
function isSame(before: CardProps & { field: DesignField }, now: CardProps & { field: DesignField }): boolean {
  const within = (at: string | undefined) => at !== undefined && (at === now.path || at.startsWith(`${now.path}.`));
  const concerns = (one: string | undefined, other: string | undefined) =>
    one !== other && (within(one) || within(other));
  if (before.field !== now.field || before.path !== now.path || before.readOnly !== now.readOnly) return false;
  if (concerns(before.selected, now.selected) || concerns(before.focus, now.focus)) return false;
  if (before.problems === now.problems) return true;
  const paths = [
    now.path,
    ...(now.field.kind === 'table' ? now.field.columns.map((one) => pathOf(now.path, one.name)) : []),
  ];
  return paths.every((path) => before.problems.get(path) === now.problems.get(path));
}

/** As the form itself says it: in a form what may be left empty, in a table what may not. */
function Needed({ required, column }: { required: boolean; column: boolean }) {
  const t = useWords(words);
  const { optional } = useDesignWords();
  if (!column) return required ? null : <span className="gj-optional">{optional}</span>;
  return required ? (
    <span title={t('design.required')}>
      *<span className="gj-unseen">{t('design.required')}</span>
    </span>
  ) : null;
}

function CardHead({ field, path, selected, focus, problems }: CardProps & { field: DesignField }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const kind = t(`design.kind.${field.kind}`);
  const isNote = field.kind === 'note';
  const isComputed = field.kind === 'formula' || ('compute' in field.rules && field.rules.compute !== undefined);
  return (
    <button
      type="button"
      className="form-pick"
      tabIndex={focus === path ? 0 : -1}
      aria-current={selected === path ? 'true' : undefined}
    >
      <span className="form-label">
        <Icon name={fieldIcons[field.kind]} size={14} label={kind} />
        {isNote ? null : <span>{spoken(bothLanguages(field.label))}</span>}
        {isNote || isComputed || field.kind === 'table' ? null : (
          <Needed required={field.required} column={path.includes('.')} />
        )}
        {!isNote && field.sensitive ? <Icon name="lock" size={14} label={t('design.sensitive')} /> : null}
        {field.rules.show === undefined ? null : <Icon name="eye" size={14} label={t('design.rule.show')} />}
        {!isNote && field.rules.require !== undefined ? (
          <Icon name="branch" size={14} label={t('design.rule.require')} />
        ) : null}
        {field.kind === 'table' ? (
          <span className="gj-second">{t('design.columns', { count: field.columns.length })}</span>
        ) : null}
        <Problems errors={problems.get(path) ?? 0} warnings={0} />
      </span>
      {isNote ? (
        <span className="form-note" data-tone={field.tone}>
          {spoken(bothLanguages(field.text))}
        </span>
      ) : (
        <>
          <FieldLikeness field={field} />
          {field.help ? <span className="form-help gj-second">{spoken(bothLanguages(field.help))}</span> : null}
        </>
      )}
    </button>
  );
}
