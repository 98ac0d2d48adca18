import { type KeyboardEvent, lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Icon, type IconName } from '#design/icon.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { tell } from '#design/toast.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { type Definition, definition } from '../../contract/definition.ts';
import type { DesignField, FieldKind, FormDesign } from '../../contract/form-design.ts';
import { namesOf, rowTypesOf, typesOf } from '../../domain/form/types-of.ts';
import { words } from '../words.ts';
import { askedFields, askedInRow } from './condition-fields.ts';
import { askedName } from './describe-node.ts';
import { replaceNames } from './expression-tokens.ts';
import { fieldIcons } from './field-kinds.ts';
import { FieldPalette } from './field-palette.tsx';
import { FieldProperties } from './field-properties.tsx';
import { type FieldUse, usesOf } from './field-uses.ts';
import type { ShownProblem } from './flow-problems.ts';
import { findLane, findNode } from './flow-tree.ts';
import { type Dragged, FormCanvas } from './form-canvas.tsx';
import { FormContext, type FormKnows } from './form-context.ts';
import { insertField, moveField, pasteField, removeField, replaceField } from './form-edit.ts';
import { FormSettings } from './form-settings.tsx';
import {
  type FieldPlace,
  findField,
  mayStand,
  neighbourOf,
  pathsOf,
  placeAfterField,
  placeInward,
  placeNext,
  sizeOf,
} from './form-tree.ts';
import { endStep, type History, record, redo, resumeHistory, undo } from './history.ts';
import { LabelsContext } from './labels-context.ts';
import { newField } from './new-field.ts';
import { ConditionContext } from './sheet-context.ts';
import { useDesignProblems, useLabelOf } from './use-design-problems.ts';
import { useSamples } from './use-samples.ts';
import { useSpeech } from './use-speech.ts';
import '../approvals.css';
import '../flow.css';
import './form-designer.css';
import { KeyOverview } from './key-overview.tsx';

const FormPreview = lazy(async () => ({ default: (await import('./form-preview.tsx')).FormPreview }));

/** What was copied or cut last in this tab: it can be pasted into another form as well. */
let clipboard: DesignField | undefined;

const noProblems: readonly ShownProblem[] = [];
const noFlow: Definition = definition.parse({ start: { kind: 'start', id: 'start', name: '-' }, nodes: [] });

/**
 * The form designer: kinds of fields, the form as it will look, properties; on phones one after the other. Controlled:
 * `onChange` gives every change, always a design that the contract accepts; who mounts it saves the draft.
 * `problems`: what only the server can see, in words, at the paths of fields (`''`: the form); what is checked here is found here.
 * `flow`: the flow that goes with the form, so that a field it needs isn't taken out unawares; `onOpenFlow` leads to a step of it.
 */
export function FormDesigner(props: {
  value: FormDesign;
  onChange: (next: FormDesign) => void;
  problems?: readonly ShownProblem[];
  readOnly?: boolean;
  /** Where its steps are kept for undo while it isn't shown. */
  steps?: { current: History<FormDesign> | undefined };
  flow?: Definition;
  onOpenFlow?: (nodeId: string) => void;
}) {
  const t = useWords(words);
  const phone = useIsPhone();
  const { value: design, readOnly = false, problems: told = noProblems, flow } = props;
  const [history, setHistory] = useState(() => resumeHistory(props.steps?.current, design));
  const [seen, setSeen] = useState(design);
  if (seen !== design) {
    // Changed from outside (somebody else's draft, an import): one more step, that can be undone.
    setSeen(design);
    if (design !== history.present) setHistory(record(history, design));
  }
  const { steps } = props;
  useEffect(() => {
    if (steps) steps.current = history;
  }, [steps, history]);
  const [selected, setSelected] = useState<string>();
  /** The table that the next field becomes a column of. */
  const [into, setInto] = useState<string>();
  const [view, setView] = useState<'form' | 'desktop' | 'phone'>('form');
  const [sheet, setSheet] = useState<'palette' | 'properties' | 'settings' | 'problems' | 'keys'>();
  const [removing, setRemoving] = useState<{ path: string; uses: readonly FieldUse[] }>();
  const canvas = useRef<HTMLElement>(null);
  const panel = useRef<HTMLElement>(null);
  const dragged = useRef<Dragged | undefined>(undefined);
  const focusNext = useRef<string>(undefined);

  const viewer = useViewer();
  const today = dayOf(useNow(), useFormat().zone);
  const facts = useMemo(() => ({ today, applicant: viewer.personId }), [today, viewer.personId]);
  const trial = useSamples(design, facts, t('design.sample.text'));
  const labelOf = useLabelOf(design);
  const found = useDesignProblems(design);
  const problems = [...found, ...told];
  const counts = useSameCounts(problems);

  const speech = useSpeech(flow ?? noFlow, design);
  const inWords = useInWords(design, speech);
  const field = selected === undefined ? undefined : findField(design, selected)?.field;
  const conditions = useMemo(() => {
    const table = selected?.includes('.') ? selected.split('.')[0] : undefined;
    const own = new Set(!field || field.kind === 'note' || field.kind === 'table' ? [] : Object.keys(namesOf(field)));
    const fields = table === undefined ? askedFields(design) : askedInRow(design, table);
    return {
      speech: { ...speech, fields: fields.filter((one) => !own.has(one.name)) },
      expressionNames: table === undefined ? typesOf(design) : rowTypesOf(design, table),
      endStep: () => setHistory((before) => endStep(before)),
    };
  }, [speech, design, selected, field]);

  const focusCard = () => {
    const path = focusNext.current;
    if (path === undefined) return;
    const card = canvas.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"] > .form-pick`);
    if (!card) return;
    focusNext.current = undefined;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
  };
  useLayoutEffect(focusCard);
  /** Puts the focus on a field, as soon as it stands. */
  const goTo = (path: string | undefined) => {
    focusNext.current = path;
    if (path === selected) focusCard();
    else setSelected(path);
  };

  const give = (next: FormDesign, topic?: string) => {
    if (readOnly || next === design) return;
    notice.current?.();
    setHistory(record(history, next, topic));
    setSeen(next);
    props.onChange(next);
  };
  /** The notice of a removal with the way back: gone with the next change, which it would undo instead. */
  const notice = useRef<() => void>(undefined);
  useEffect(() => () => notice.current?.(), []);
  const takeBack = useRef<() => void>(undefined);
  useEffect(() => {
    takeBack.current = () => travel(undo(history));
  });
  const travel = (next: typeof history) => {
    if (next === history || readOnly) return;
    notice.current?.();
    setHistory(next);
    setSeen(next.present);
    props.onChange(next.present);
    if (selected !== undefined && !findField(next.present, selected)) setSelected(undefined);
    announce(t(next.past.length < history.past.length ? 'flow.undone' : 'flow.redone'));
  };
  const put = ({ design: next, path }: { design: FormDesign; path: string }, said: string) => {
    if (next === design) return void tell(t('design.full'));
    give(next);
    goTo(path);
    announce(said);
  };
  /** Where the next field goes: into the table that was asked for, else after what is selected. */
  const nextPlace = (kind: FieldKind): FieldPlace => {
    if (into !== undefined && mayStand(design, { kind }, into)) {
      const columns = findField(design, into)?.field;
      return { table: into, at: columns?.kind === 'table' ? columns.columns.length : 0 };
    }
    const place = placeAfterField(design, selected);
    return mayStand(design, { kind }, place.table) ? place : placeAfterField(design, place.table ?? undefined);
  };
  const add = (kind: FieldKind, place = nextPlace(kind)) => {
    const made = newField(design, kind, {
      kind: (one) => t(`design.kind.${one}`),
      option: (number) => t('design.option.number', { number }),
      note: t('design.note.usual'),
    });
    put(insertField(design, place, made), t('design.added', { name: t(`design.kind.${kind}`) }));
    if (sheet === 'palette') setSheet('properties');
  };
  const remove = (path: string) => {
    const next = removeField(design, path);
    if (next === design) return void tell(t('design.column.last'));
    const beside = neighbourOf(design, path, -1) ?? neighbourOf(next, path, 1) ?? pathsOf(next)[0];
    goTo(beside !== undefined && findField(next, beside) ? beside : pathsOf(next)[0]);
    give(next);
    setSheet(undefined);
    setRemoving(undefined);
    notice.current = tell(t('flow.removed', { name: labelOf(path) }), () => takeBack.current?.());
  };
  const askToRemove = (path: string) => {
    if (readOnly) return;
    const uses = usesOf(design, path, flow);
    if (uses.length === 0) remove(path);
    else setRemoving({ path, uses });
  };
  const keep = (path: string): boolean => {
    const one = findField(design, path)?.field;
    if (!one) return false;
    clipboard = one;
    announce(t('flow.copied', { name: labelOf(path) }));
    return true;
  };
  const paste = () => {
    if (clipboard)
      put(
        pasteField(design, nextPlace(clipboard.kind), clipboard),
        t('design.added', { name: t(`design.kind.${clipboard.kind}`) }),
      );
  };
  const duplicate = (path: string) => {
    const one = findField(design, path)?.field;
    if (one) put(pasteField(design, placeAfterField(design, path), one), t('design.added', { name: labelOf(path) }));
  };
  const move = (path: string, to: FieldPlace | undefined) => {
    if (!to) return;
    const moved = moveField(design, path, to);
    if (moved.design === design) return;
    give(moved.design);
    goTo(moved.path);
    announce(t('flow.moved'));
  };
  const open = (path: string) => {
    setHistory(endStep(history));
    setRemoving(undefined);
    setView('form');
    setInto(undefined);
    setSelected(path === '' ? undefined : path);
    setSheet(phone ? (path === '' ? 'settings' : 'properties') : undefined);
    const card = canvas.current?.querySelector(`[data-field="${CSS.escape(path)}"]`);
    card?.scrollIntoView({ block: 'nearest' });
  };
  const select = (path: string) => {
    if (path === selected) return;
    setHistory(endStep(history));
    setSelected(path);
    if (path.split('.')[0] !== into) setInto(undefined);
  };

  const onKey = (event: KeyboardEvent, path: string): boolean => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey) {
      if (readOnly) return false;
      const by = ({ ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowUp'];
      if (!by) return false;
      const isAlong = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      move(path, isAlong ? placeNext(design, path, by) : placeInward(design, path, by));
      return true;
    }
    if (event.ctrlKey || event.metaKey) {
      if (key === 'c') return keep(path);
      if (readOnly) return false;
      if (key === 'x') {
        if (keep(path)) askToRemove(path);
      } else if (key === 'v') paste();
      else if (key === 'd') duplicate(path);
      else return false;
      return true;
    }
    switch (event.key) {
      case 'Delete':
      case 'Backspace':
        askToRemove(path);
        return true;
      case 'Home':
      case 'End':
        goTo(event.key === 'Home' ? pathsOf(design)[0] : pathsOf(design).at(-1));
        return true;
      case 'Enter':
      case ' ':
        if (phone) setSheet('properties');
        else panel.current?.querySelector<HTMLElement>('.form-properties :is(input, textarea, button)')?.focus();
        return true;
      case '?':
        setSheet('keys');
        return true;
      default:
        return false;
    }
  };
  const onAnyKey = (event: KeyboardEvent) => {
    const target = event.target as Element;
    if (event.key === 'Escape' && panel.current?.contains(target) && selected !== undefined) {
      goTo(selected);
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || target.closest('input, textarea')) return;
    const key = event.key.toLowerCase();
    if (key === 'z') travel(event.shiftKey ? redo(history) : undo(history));
    else if (key === 'y') travel(redo(history));
    else return;
    event.preventDefault();
  };

  const knows: FormKnows = {
    design,
    facts,
    samples: trial.values,
    outcome: trial.outcome,
    changeField: (path, next, topic) => give(replaceField(design, path, next), topic),
    change: give,
    endStep: conditions.endStep,
    open,
  };
  const wrongAt = (path: string) => problems.filter((problem) => problem.at === path).map((problem) => problem.text);
  const menu = selected !== undefined && (
    <MenuButton
      choices={[
        {
          key: 'up',
          label: t('flow.do.up'),
          icon: 'up',
          onPress: () => move(selected, placeNext(design, selected, -1)),
        },
        {
          key: 'down',
          label: t('flow.do.down'),
          icon: 'down',
          onPress: () => move(selected, placeNext(design, selected, 1)),
        },
        { key: 'copy', label: t('flow.do.copy'), icon: 'copy', onPress: () => keep(selected) },
        { key: 'paste', label: t('design.paste'), icon: 'paste', onPress: paste },
      ]}
    />
  );
  const actions =
    selected === undefined || readOnly ? null : phone ? (
      <>
        <Button icon="copy" onPress={() => duplicate(selected)}>
          {t('flow.do.duplicate')}
        </Button>
        <Button kind="danger" icon="trash" onPress={() => askToRemove(selected)}>
          {t('flow.do.remove')}
        </Button>
        {menu}
      </>
    ) : (
      <>
        <Tool icon="copy" label={t('flow.do.duplicate')} onPress={() => duplicate(selected)} />
        <Tool icon="trash" label={t('flow.do.remove')} onPress={() => askToRemove(selected)} />
        {menu}
      </>
    );
  const properties =
    field && selected !== undefined ? (
      <FieldProperties key={selected} field={field} path={selected} problems={wrongAt(selected)} />
    ) : (
      <FormSettings problems={wrongAt('')} />
    );
  const enclosed = (
    <fieldset disabled={readOnly} className="form-enclosed">
      {properties}
    </fieldset>
  );
  const palette = <FieldPalette columns={into !== undefined} dragged={dragged} onChoose={(kind) => add(kind)} />;
  const first = pathsOf(design)[0];
  return (
    <FormContext value={knows}>
      <ConditionContext value={conditions}>
        <LabelsContext value={inWords}>
          <section className="flow-designer form-designer" aria-label={t('design.designer')} onKeyDown={onAnyKey}>
            <div className="flow-tools" role="toolbar" aria-label={t('flow.tools')}>
              {readOnly ? null : (
                <>
                  <Tool
                    icon="undo"
                    label={t('flow.undo')}
                    disabled={history.past.length === 0}
                    onPress={() => travel(undo(history))}
                  />
                  <Tool
                    icon="redo"
                    label={t('flow.redo')}
                    disabled={history.future.length === 0}
                    onPress={() => travel(redo(history))}
                  />
                </>
              )}
              <RadioGroup
                label={t('design.view')}
                value={view}
                choices={(phone ? (['form', 'phone'] as const) : (['form', 'desktop', 'phone'] as const)).map(
                  (one) => ({
                    value: one,
                    label: t(phone && one === 'phone' ? 'design.preview' : `design.view.${one}`),
                  }),
                )}
                onChange={(next) => next && setView(next)}
              />
              <span className="flow-tools-space" />
              <span className="flow-tools-desk gj-second">
                {t('design.count', { count: sizeOf(...design.fields) })}
              </span>
              <button
                type="button"
                className="flow-check"
                data-state={problems.length > 0 ? 'errors' : 'fine'}
                onClick={() => setSheet(sheet === 'problems' ? undefined : 'problems')}
              >
                <Icon name={problems.length > 0 ? 'alert' : 'check'} size={16} />
                {problems.length > 0 ? t('flow.problems.count', { count: problems.length }) : t('flow.problems.none')}
              </button>
              <Tool icon="admin" label={t('design.settings')} onPress={() => open('')} />
              <span className="flow-tools-desk">
                <Tool icon="keyboard" label={t('flow.keys')} onPress={() => setSheet('keys')} />
              </span>
            </div>
            <div className="form-body" data-view={view} data-read-only={readOnly || undefined}>
              {phone || readOnly || view !== 'form' ? null : (
                <aside className="form-side" aria-label={t('design.palette')}>
                  {into === undefined ? null : (
                    <p className="form-into">
                      {t('design.into', { name: labelOf(into) })}
                      <Button kind="quiet" icon="close" label={t('design.cancel')} onPress={() => setInto(undefined)} />
                    </p>
                  )}
                  {palette}
                </aside>
              )}
              {view === 'form' ? (
                <FormCanvas
                  canvas={canvas}
                  design={design}
                  selected={selected}
                  focus={selected ?? first}
                  problems={counts}
                  readOnly={readOnly}
                  dragged={dragged}
                  onPick={(path) => {
                    select(path);
                    if (phone) setSheet('properties');
                  }}
                  onFocus={select}
                  onAddColumn={(table) => {
                    setSelected(table);
                    setInto(table);
                    if (phone) setSheet('palette');
                  }}
                  onDrop={(what, place) => ('path' in what ? move(what.path, place) : add(what.kind, place))}
                  onKey={onKey}
                />
              ) : (
                <Suspense fallback={<Skeleton shape="page" />}>
                  <FormPreview
                    design={trial.design}
                    phone={view === 'phone'}
                    facts={facts}
                    values={trial.values}
                    outcome={trial.outcome}
                    onValues={trial.setValues}
                    onFill={trial.fill}
                  />
                </Suspense>
              )}
              {phone || view !== 'form' ? null : (
                <aside ref={panel} className="form-side form-panel" aria-label={t('flow.properties')}>
                  <header className="form-panel-head">
                    <h2>
                      {field ? <Icon name={fieldIcons[field.kind]} size={18} /> : null}
                      {field ? t(`design.kind.${field.kind}`) : t('design.settings')}
                    </h2>
                    {actions}
                  </header>
                  {enclosed}
                </aside>
              )}
            </div>
            {phone && !readOnly && view === 'form' ? (
              <div className="form-add">
                <Button
                  kind="primary"
                  icon="plus"
                  wide
                  onPress={() => {
                    setInto(undefined);
                    setSheet('palette');
                  }}
                >
                  {t('design.add')}
                </Button>
              </div>
            ) : null}
          </section>
          {phone && sheet === 'palette' ? (
            <Sheet
              title={into === undefined ? t('design.add') : t('design.into', { name: labelOf(into) })}
              onClose={() => setSheet(undefined)}
            >
              {palette}
            </Sheet>
          ) : null}
          {phone && (sheet === 'properties' || sheet === 'settings') && !removing ? (
            <Sheet
              title={sheet === 'properties' && field ? t(`design.kind.${field.kind}`) : t('design.settings')}
              onClose={() => setSheet(undefined)}
              foot={sheet === 'properties' ? actions : undefined}
            >
              {enclosed}
            </Sheet>
          ) : null}
        </LabelsContext>
      </ConditionContext>
      {removing ? (
        <Sheet
          title={t('design.uses', { name: labelOf(removing.path) })}
          onClose={() => setRemoving(undefined)}
          foot={
            <>
              <Button kind="danger" icon="trash" onPress={() => remove(removing.path)}>
                {t('design.uses.remove')}
              </Button>
              <Button onPress={() => setRemoving(undefined)}>{t('design.cancel')}</Button>
            </>
          }
        >
          <p className="gj-second">{t('design.uses.body')}</p>
          <ul className="flow-problem-list">
            {removing.uses.map((use) => (
              <li key={JSON.stringify(use)}>
                <button
                  type="button"
                  className="flow-problem"
                  onClick={() => openUse(use)}
                  disabled={use.in === 'flow' && !props.onOpenFlow}
                >
                  <Icon name={use.in === 'flow' ? 'flow' : 'link'} size={16} />
                  <span>{wordsOf(use)}</span>
                </button>
              </li>
            ))}
          </ul>
        </Sheet>
      ) : null}
      {sheet === 'problems' ? (
        <Sheet title={t('flow.problems')} onClose={() => setSheet(undefined)}>
          {problems.length === 0 ? (
            <Empty icon="check" title={t('flow.problems.none')}>
              {t('design.problems.none.body')}
            </Empty>
          ) : (
            <ul className="flow-problem-list">
              {problems.map((problem) => (
                <li key={`${problem.at} ${problem.text}`}>
                  <button
                    type="button"
                    className={`flow-problem gj-tone-${problem.severity === 'error' ? 'seal' : 'warn'}`}
                    onClick={() => open(problem.at)}
                  >
                    <Icon name="alert" size={16} label={t(`flow.severity.${problem.severity}`)} />
                    <span>
                      <strong>{problem.at === '' ? t('design.whole') : labelOf(problem.at)}</strong>
                      <br />
                      {problem.text}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Sheet>
      ) : null}
      {sheet === 'keys' ? <KeyOverview of="form" onClose={() => setSheet(undefined)} /> : null}
    </FormContext>
  );

  function wordsOf(use: FieldUse): string {
    switch (use.in) {
      case 'field':
        return t('design.use.field', { name: labelOf(use.at), part: partWord(use.part) });
      case 'sum':
        return t('design.use.sum', { name: labelOf(use.at) });
      case 'validation':
        return t('design.validation', { number: use.index + 1 });
      case 'flow': {
        const name = flow && (findNode(flow, use.at)?.node.name ?? findLane(flow, use.at)?.lane.name);
        return t('design.use.flow', { name: name === undefined ? t('flow.start') : speech.nameOf(name) });
      }
      default:
        return t(`design.${use.in}`);
    }
  }
  function partWord(part: string): string {
    return part === 'formula' || part === 'rules.compute' || part === 'rules.show' || part === 'rules.require'
      ? t(`design.part.${part}`)
      : part;
  }
  function openUse(use: FieldUse) {
    if (use.in === 'flow') {
      setRemoving(undefined);
      props.onOpenFlow?.(use.at);
    } else open('at' in use ? use.at : '');
  }
}

/** How many problems are told at each path; the same object while that stays the same. */
function useSameCounts(problems: readonly ShownProblem[]): ReadonlyMap<string, number> {
  const text = JSON.stringify(problems.map((problem) => problem.at));
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const at of JSON.parse(text) as string[]) counts.set(at, (counts.get(at) ?? 0) + 1);
    return counts;
  }, [text]);
}

/** FEEL told by the labels of fields, columns too. */
function useInWords(design: FormDesign, speech: ReturnType<typeof useSpeech>): (text: string) => string {
  const t = useWords(words);
  const rows = design.fields.flatMap((field) => (field.kind === 'table' ? askedInRow(design, field.name) : []));
  const labels = JSON.stringify([...rows, ...askedFields(design)].map((one) => [one.name, askedName(one, speech)]));
  return useMemo(() => {
    const known = new Map(JSON.parse(labels) as [string, string][]);
    return (text) =>
      replaceNames(text, (name) => {
        const label = known.get(name);
        return label === undefined ? undefined : t('design.quoted', { text: label });
      })
        .replaceAll(' * ', ' × ')
        .replaceAll(' / ', ' ÷ ');
  }, [labels, t]);
}

function Tool(props: { icon: IconName; label: string; disabled?: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className="gj-icon-button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled ?? false}
      onClick={props.onPress}
    >
      <Icon name={props.icon} size={18} />
    </button>
  );
}
