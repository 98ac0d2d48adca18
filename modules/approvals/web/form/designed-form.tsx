import { memo, type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Icon } from '#design/icon.tsx';
import { Note } from '#design/note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Awaiting, UnderWayNote } from '#kernel/web/uploads/under-way.tsx';
import { bothLanguages, type CellField, type DesignField } from '../../contract/form-design.ts';
import { accessTo, isComputed } from '../../domain/form/apply-permissions.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { CellControl, isGroup } from './cell-control.tsx';
import { DesignedValue } from './designed-value.tsx';
import { DetailTable } from './detail-table.tsx';
import type { Filling } from './use-filling.ts';
import { useProblemWords } from './use-problem-words.ts';

/**
 * The fields of a designed form, to be filled in; what may only be read is shown. `children`: what stands below the fields and
 * above the end, such as the path. The first field with a problem gets the focus when the form is sent.
 */
export function DesignedForm({ filling, children, end }: { filling: Filling; children?: ReactNode; end: ReactNode }) {
  const t = useWords(words);
  const say = useProblemWords();
  const frame = useRef<HTMLFormElement>(null);
  const { attempts, asked, told, outcome } = filling;
  useEffect(() => {
    if (attempts > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const ofWhole = told.filter((problem) => problem.path === '');
  return (
    <form ref={frame} className="gj-form approvals-form" noValidate onSubmit={(event) => event.preventDefault()}>
      {filling.restored ? (
        <Note
          tone="accent"
          title={t('form.restored')}
          actions={
            <Button kind="quiet" onPress={filling.startAfresh}>
              {t('form.startAfresh')}
            </Button>
          }
        />
      ) : null}
      <Awaiting underWay={filling.underWay}>
        <div className="approvals-fields">
          {asked.design.fields
            .filter((field) => !outcome.hidden.has(field.name))
            .filter((field) => accessTo(asked.permissions, field.name, undefined, asked.usual) !== 'hidden')
            .map((field) => (
              <div key={field.name} className={`approvals-width-${field.kind === 'table' ? 'full' : field.width}`}>
                <OneField field={field} filling={filling} />
              </div>
            ))}
        </div>
      </Awaiting>
      {children}
      <div className="gj-form-end">
        {ofWhole.map((problem) => (
          <Note key={JSON.stringify(problem)} tone="seal" title={say(problem)} live />
        ))}
        <UnderWayNote underWay={filling.underWay} />
        <div role="status">{attempts > 0 && told.length > 0 ? t('form.problems', { count: told.length }) : null}</div>
        {end}
      </div>
    </form>
  );
}

function OneField({ field, filling }: { field: DesignField; filling: Filling }) {
  const spoken = useSpoken();
  const say = useProblemWords();
  const { asked, outcome, values } = filling;
  if (field.kind === 'note') {
    const text = spoken(bothLanguages(field.text));
    return field.tone === 'plain' ? (
      <p className="gj-second approvals-prose">{text}</p>
    ) : (
      <Note tone={field.tone} title={<span className="approvals-prose">{text}</span>} />
    );
  }
  const { name } = field;
  const problem = say(filling.problemAt(name));
  const mayEdit = accessTo(asked.permissions, name, undefined, asked.usual) === 'edit';
  if (field.kind === 'table') return <DetailTable field={field} filling={filling} problem={problem} />;
  if (isComputed(field) || !mayEdit) {
    return <ShownField field={field} value={outcome.values[name]} problem={problem} />;
  }
  return (
    <EditedField
      field={field}
      value={values[name]}
      problem={problem}
      isRequired={outcome.required.has(name)}
      set={filling.set}
      touch={filling.touch}
    />
  );
}

/** What is computed, or may only be read here. */
function ShownField({ field, value, problem }: { field: CellField; value: unknown; problem: string | undefined }) {
  const id = useId();
  const spoken = useSpoken();
  return (
    <FieldFrame
      id={id}
      group
      label={spoken(bothLanguages(field.label))}
      problem={problem}
      hint={<Help field={field} />}
    >
      <output
        id={id}
        className="approvals-output"
        aria-invalid={problem ? true : undefined}
        tabIndex={problem ? -1 : undefined}
      >
        <DesignedValue field={field} value={value} />
      </output>
    </FieldFrame>
  );
}

/** Drawn anew only when something of its own changed: a form may have 300 of them. */
const EditedField = memo(function EditedField(props: {
  field: CellField;
  value: unknown;
  problem: string | undefined;
  isRequired: boolean;
  set: Filling['set'];
  touch: Filling['touch'];
}) {
  const id = useId();
  const spoken = useSpoken();
  const { field, value, problem, isRequired, set, touch } = props;
  const label = spoken(bothLanguages(field.label));
  return (
    <FieldFrame
      id={id}
      label={label}
      required={isRequired}
      group={isGroup(field)}
      problem={problem}
      hint={<Help field={field} />}
    >
      <CellControl
        field={field}
        label={label}
        id={id}
        name={field.name}
        value={value}
        onChange={(next) => set(field.name, next)}
        onBlur={() => touch(field.name)}
        required={isRequired}
        invalid={problem !== undefined}
        describedBy={`${id}-told`}
      />
    </FieldFrame>
  );
});

function Help({ field }: { field: CellField }) {
  const t = useWords(words);
  const spoken = useSpoken();
  if (!field.help && !field.sensitive) return null;
  return (
    <span className="approvals-line">
      {field.sensitive ? (
        <span>
          <Icon name="lock" size={14} /> {t('form.sensitive')}
        </span>
      ) : null}
      {field.help ? <span>{spoken(bothLanguages(field.help))}</span> : null}
    </span>
  );
}
